/** An answer in words, ready to be judged. */
export interface WordedAct {
  readonly text: string;
  readonly values: Readonly<Record<string, string>>;
}
