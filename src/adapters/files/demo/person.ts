/** A made-up person, in the words of one lender's file. Empty text is a fact that the lender does not state. */
export interface DemoPerson {
  readonly ref: string;
  readonly name: string;
  readonly idNumber: string;
  readonly mobile: string;
  readonly otherPhone: string;
  readonly email: string;
  readonly address: string;
  readonly state: string;
  readonly city: string;
  readonly timeZone: string;
  readonly language: string;
  readonly smsConsent: string;
  readonly callConsent: string;
}

/** Makes people one by one. It may remember what it has given out, so people have to be asked for in order. */
export interface PersonMaker {
  /** `n` names the person; `age` on the day of the file. `neighbour` is someone whose number may be shared. */
  make(n: number, age: number, neighbour: DemoPerson | null): DemoPerson;
}
