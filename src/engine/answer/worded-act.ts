/** An answer in words, ready to be judged. */
export interface WordedAct {
  readonly text: string;
  /** Its body is a model's. */
  readonly phrased: boolean;
  readonly values: Readonly<Record<string, string>>;
}
