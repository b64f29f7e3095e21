/** Broken assumptions. Assertions stay on in production: stopping one case beats continuing wrongly. */
export class BrokenAssumption extends Error {
  override name = 'BrokenAssumption';
}

/** Throws {@link BrokenAssumption} unless `condition` holds. One thing per call; say what was assumed. */
export function assert(condition: unknown, assumption: string): asserts condition {
  if (!condition) throw new BrokenAssumption(assumption);
}

/** Marks a branch that the types rule out, so that a new variant is a compile error. */
export function unreachable(value: never, where: string): never {
  throw new BrokenAssumption(`${where}: no such variant ${JSON.stringify(value)}`);
}

/** Says out loud that a condition may legitimately go either way, so that no reader infers a guarantee. */
export function maybe(condition: boolean): void {
  assert(typeof condition === 'boolean', 'maybe takes a boolean');
}
