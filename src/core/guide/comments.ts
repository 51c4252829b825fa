import { durationSeconds } from '../duration.ts';
import type { StepKind } from './guide.ts';

/** What a comment says about the step it begins. */
export interface Label {
  kind: Exclude<StepKind, 'manual'>;
  /** The comment without its number. */
  title: string;
  ordinal?: number;
  option?: number | string;
  durationSeconds?: number;
}

const optionLabel =
  /^(?:option|alternative|variant|approach|method|solution)\s+#?(\d+|[A-Z])\b\s*(?:[:.)]|\s[-–—])?\s*(?:[-–—]\s+)?/i;
const stepLabel = /^step\s+#?(\d+(?:\.\d+)*)\b\s*(?:[:.)]|\s[-–—]\s)?\s*/i;
const numberLabel = /^(?:[([](\d+(?:\.\d+)*)[)\]]|(\d+(?:\.\d+)*)(?:[.):]|\s[-–—])(?=\s|$))\s*/;

/** The text of a comment line: no signs, no frame ("# --- Disk ---"). One leading blank goes, the rest of an indentation stays. */
export function commentText(source: string): string {
  return source.replace(/^(?:#+|@?rem\b|::) ?/i, '').replace(/\s+$/, '');
}

/** What a comment's text labels. Numbers and options are said; questions, verifications and monitoring are recognised by their words. */
export function labelOf(text: string): Label {
  const plain = unframed(text);
  const option = optionLabel.exec(plain);
  if (option)
    return {
      kind: 'option',
      option: numberOrLetter(option[1] ?? ''),
      title: plain.slice(option[0].length) || plain,
    };
  const step = stepLabel.exec(plain) ?? numberLabel.exec(plain);
  if (step) {
    const title = plain.slice(step[0].length);
    const ordinal = Number(step[1] ?? step[2]);
    return { kind: 'numbered', ordinal, title: title || plain, ...watchTime(title) };
  }
  return { kind: kindOfWords(plain), title: plain, ...watchTime(plain) };
}

/** A label that says by itself that a new step begins, wherever it stands. */
export function isNumbered(label: Label): boolean {
  return label.kind === 'option' || label.kind === 'numbered';
}

function unframed(text: string): string {
  return text
    .trim()
    .replace(/^[=*~_#-]{2,}\s*|\s*[=*~_#-]{2,}$/g, '')
    .trim();
}

/** True for a line that only draws: "# ------". */
export function isFrame(text: string): boolean {
  return !/[\p{L}\p{N}]/u.test(text);
}

function numberOrLetter(written: string): number | string {
  return /^\d+$/.test(written) ? Number(written) : written;
}

function kindOfWords(text: string): Label['kind'] {
  if (text.endsWith('?')) return 'question';
  if (/^(?:verify|confirm|ensure)\b/i.test(text)) return 'verify';
  return /^(?:monitor|watch)\b/i.test(text) ? 'monitor' : 'plain';
}

/** "Monitor for 10 minutes" says how long to watch. */
function watchTime(title: string): Pick<Label, 'durationSeconds'> {
  const time =
    /^(?:monitor|watch|observe)\b.*?\bfor\s+(?:at least\s+|about\s+|the next\s+|up to\s+)?(.*)$/i.exec(
      title,
    )?.[1];
  const seconds = time !== undefined && /^[~<>\d]/.test(time) ? durationSeconds(time) : undefined;
  return seconds === undefined ? {} : { durationSeconds: seconds };
}

const visits = /^(?:visit|open|go to|browse to|navigate to|see|check)\b.*https?:\/\//i;
const told =
  /^(?:visit|see|edit|open|go to)\s*:|^(?:then\s+)?(?:edit|add to|append to|set in|update|change|modify|put in)\b.*:$/i;
const handVerbs =
  /^(?:please\s+|then\s+|also\s+|now\s+|manually\s+)?(?:visit|open|go to|browse|navigate|log ?in to|sign in|click|select|press|type|edit|fill|record|note|write down|write|call|phone|page|ask|tell|inform|notify|announce|contact|escalate|post|email|e-mail|mail|message|ping the|assign|wait|look for|look at|review|read|compare|decide|agree|schedule|book|create an? (?:ticket|issue|incident)|open an? (?:ticket|issue|incident)|file an?|attach|hand over|take a note)\b/i;

/** An instruction by its form alone: an address to visit, a file to edit with the lines to be typed. */
export function isInstruction(text: string): boolean {
  return visits.test(text) || told.test(text);
}

/** Words for a person's hands; with commands below them they may as well be a step's title. */
export function tellsAPerson(text: string): boolean {
  return isInstruction(text) || handVerbs.test(text.trim());
}

const condition =
  /^(?:if|when|once|while|unless|until|after|afterwards|before|otherwise|else|or|and|then|next|finally|also|now|in case|should|as soon as|still|again|repeat|wait|note|optional(?:ly)?|expect(?:ed)?)\b/i;
const carriesOn =
  /^(?:(?:re)?start|reload|re-?apply|apply|redeploy|deploy|recreate|rebuild|run|bring|scale|roll|use|create|start|stop|mount|retry)\b.*\b(?:with|using|again|so that|to apply|to take effect|afterwards|back|the (?:new|changed|updated|edited))\b/i;

/** A condition ("If empty, …") or a continuation ("Restart with new size") of what was begun before. */
export function continues(text: string): boolean {
  return condition.test(text.trim()) || carriesOn.test(text.trim());
}
