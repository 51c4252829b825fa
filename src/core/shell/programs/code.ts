import { changes, destroys, highest, notKnown, reads } from '../harm.ts';
import type { Assessment } from '../harm.ts';

/** Names that delete or stop, in Python, JavaScript, Ruby, Perl and PHP. */
const destroying =
  /\b(?:rmtree|unlink|unlinkSync|rmSync|rmdirSync|rm_rf|rm_r|rmdir|removedirs|remove_dir_all|flushall|flushdb|flushAll|flushDb|dropDatabase|drop_database|drop_all|drop_table|deleteMany|deleteOne|delete_many|delete_one|delete_all|destroy_all|truncate|ftruncate|truncateSync)\s*[(\s'"]|\bos\.remove\s*\(|\b(?:fs|fsp|fs\.promises|promises)\.(?:rm|rmdir|unlink|truncate)\s*\(|\bos\.kill\s*\(|\bprocess\.kill\s*\(|\bFile(?:Utils)?\.(?:delete|rm|rm_rf|remove_entry\w*)\b|\.delete\(\)|\bKey(?:s)?\.delete\b|\.destroy\b|\b(?:DROP\s+(?:TABLE|DATABASE|SCHEMA)|DELETE\s+FROM|TRUNCATE\s+(?:TABLE\s+)?\w)/;

/** Ways out to the shell with a text that can be read. */
const shellCall =
  /\b(?:os\.system|os\.popen|subprocess\.\w+|execSync|exec|spawnSync|spawn|system|shell_exec|passthru|popen|Popen)\s*\(?\s*(["'])((?:(?!\1)[^\\]|\\.)*)\1/g;
const backticks = /`([^`$]*)`/g;

/** Anything that writes, sends, or runs what is not written here. */
const changing =
  /\b(?:open\s?\([^)]{0,200},\s*(?:mode\s*=\s*)?["'][^"']*[wax+]|write_text|write_bytes|writeFile\w*|appendFile\w*|createWriteStream|\.write\s*\(|file_put_contents|fwrite|mkdir\w*|makedirs|rename\w*|replace_file|copyfile|copytree|shutil\.|chmod\w*|chown\w*|symlink\w*|\.save\(|\.update\(|\.create\(|\.insert\w*\(|\.commit\(|\.set\(|\.post\(|\.put\(|\.patch\(|system|exec|eval|spawn\w*|subprocess|popen|Popen|require\s+['"]|load\s+['"]|signal\.|setuid|socket\.send\w*)/;

const importLine = /^\s*(?:import|from|use|require|const \{?[\w, ]+\}? = require)\b/;

/** Modules whose import runs nothing of the project. */
const plainModules =
  /^(?:json|sys|os|re|time|datetime|math|base64|hashlib|urllib(?:\.\w+)*|socket|ssl|platform|collections|itertools|statistics|random|string|csv|struct|ipaddress|uuid|glob|pathlib|calendar|textwrap|http\.client|multiprocessing|resource|locale|site|sysconfig|importlib(?:\.\w+)*|fs|path|crypto|util|net|dns|v8|JSON|MIME::Base64|POSIX|Time::Local|Time::HiRes|strict|warnings|Data::Dumper|List::Util|Digest::\w+|yaml|tomllib)$/;

/**
 * What a text in another language does. It is `safe` only when it does nothing but compute and print with the language's own modules;
 * what is not recognised is not known.
 */
export function assessCode(text: string, shell: (text: string) => Assessment): Assessment {
  const found: Assessment[] = [];
  if (destroying.test(text)) found.push(destroys('runs code that deletes or ends something'));
  for (const [, , command = ''] of text.matchAll(shellCall)) found.push(shell(command));
  if (/\b(?:perl|ruby|php)\b/.test(text) || /(?:^|[\s=(;])`/.test(text))
    for (const [, command = ''] of text.matchAll(backticks)) found.push(shell(command));
  if (changing.test(text))
    found.push(notKnown('runs code that may change something: what it does is not known'));
  const strange = [...text.matchAll(/\b(?:import|from|use|require)[\s(]+['"]?([\w:./@-]+)/g)].find(
    ([, name = '']) => !plainModules.test(name.replace(/^node:/, '')),
  );
  if (strange)
    found.push(
      notKnown(`runs code that loads ${String(strange[1]).slice(0, 60)}: what it does is not known`),
    );
  if (
    found.length === 0 &&
    !/\b(?:print\w*|echo|puts|console\.\w+|sys\.stdout|say|p|exit|json|JSON|import|sum|map|len|var_dump|phpinfo)\b|^[\d\s+*/().-]*$/.test(
      text,
    )
  ) {
    found.push(importLine.test(text) ? reads : notKnown('runs code: what it does is not known'));
  }
  return found.length > 0 ? highest(found) : reads;
}

/** What a program in awk does: it can write files and run commands. */
export function assessAwk(text: string, shell: (text: string) => Assessment): Assessment {
  const found: Assessment[] = [];
  for (const [, command = ''] of text.matchAll(/system\s*\(\s*"((?:[^"\\]|\\.)*)"/g))
    found.push(shell(command));
  for (const [, command = ''] of text.matchAll(/\|&?\s*"((?:[^"\\]|\\.)*)"/g)) found.push(shell(command));
  for (const [, command = ''] of text.matchAll(/"((?:[^"\\]|\\.)*)"\s*\|&?\s*getline/g))
    found.push(shell(command));
  const plain = text.replace(/"(?:[^"\\]|\\.)*"/g, '""').replace(/\/(?:[^/\\\n]|\\.)+\//g, '//');
  if (/system\s*\((?!\s*"")/.test(plain))
    found.push(notKnown('runs commands that are put together: what they do is not known'));
  if (/\|\s*(?:&\s*)?[A-Za-z_$]/.test(plain.replaceAll('||', ' ')))
    found.push(notKnown('runs commands that are put together: what they do is not known'));
  const outside = /\bprintf?\b[^;}\n]{0,200}>>?\s*("(?!")|""|[A-Za-z_$(])/.exec(plain);
  if (outside && !/>>?\s*"\/dev\/(?:stderr|stdout|null)"/.test(text))
    found.push(changes('writes files from what it reads'));
  return found.length > 0 ? highest(found) : reads;
}
