/** What keeps an exit code of curl from telling of an HTTP error, or leaves the judgement to the text it prints. */
const toldOtherwise = /\s(-\w*f\w*|--fail\S*|-w|--write-out|-I|--head)\b/;

/** Whether a command ends with 0 although what it asked answered with an error: curl without `-f` does, on an HTTP 500. */
export function exitCannotTell(command: string): boolean {
  return /^\s*curl((?:\s+-\S+)*)\s/.test(command) && !toldOtherwise.test(command) && !command.includes('|');
}
