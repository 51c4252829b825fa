/**
 * The editor's logger without its native module, which would have to be compiled: without it Output panels stay empty.
 * Exported name by name, since the editor imports this as an ES module.
 */
const fs = require('node:fs');
const path = require('node:path');

const levels = ['trace', 'debug', 'info', 'warn', 'error', 'critical'];

class Logger {
  /**
   * @param {string} _type
   * @param {string} _name
   * @param {string} file
   */
  constructor(_type, _name, file) {
    this.file = file;
    this.level = levels.indexOf('info');
    this.stamped = true;
    fs.mkdirSync(path.dirname(file), { recursive: true });
  }
  getLevel() {
    return this.level;
  }
  /** @param {number} level */
  setLevel(level) {
    this.level = level;
  }
  clearFormatters() {
    this.stamped = false;
  }
  setPattern() {}
  flush() {}
  drop() {}
  /**
   * @param {number} level
   * @param {string} text
   */
  write(level, text) {
    if (level < this.level) return;
    const line = this.stamped ? `${new Date().toISOString()} [${levels[level]}] ${text}\n` : text;
    fs.appendFileSync(this.file, line);
  }
}
for (const [level, name] of levels.entries()) {
  Object.defineProperty(Logger.prototype, name, {
    /** @this {Logger} @param {string} text */
    value(text) {
      this.write(level, text);
    },
  });
}

/** @param {string} name @param {string} file */
const create = (name, file) => Promise.resolve(new Logger('', name, file));

exports.version = 0;
exports.Logger = Logger;
exports.setLevel = () => {};
exports.setFlushOn = () => {};
exports.createRotatingLogger = create;
exports.createAsyncRotatingLogger = create;
