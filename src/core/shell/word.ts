/** One argument as the program will see it, as far as the text alone tells. */
export interface Word {
  /** Quotes and escapes removed; what only the run will tell stands as it was written (`$NAME`, `$(…)`). */
  text: string;
  /** False when a part of it is known only at run time. */
  known: boolean;
}
