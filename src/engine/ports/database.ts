/** A parameter of a statement. Arrays become database arrays; nothing is ever pasted into SQL text. */
export type SqlValue = string | number | bigint | boolean | null | Uint8Array | readonly (string | number | bigint | boolean | null | Uint8Array)[];

export type SqlRow = Readonly<Record<string, unknown>>;

/** One session in one transaction, or one autocommitted statement. Numbers that fit 53 bits arrive as `number`, `bigint` columns too (checked), `numeric` as string, `jsonb` parsed, `date` as `YYYY-MM-DD`, `bytea` as Uint8Array. */
export interface SqlSession {
  query<R extends SqlRow = SqlRow>(text: string, parameters?: readonly SqlValue[]): Promise<readonly R[]>;
  /** Rows affected by a statement that returns none. */
  execute(text: string, parameters?: readonly SqlValue[]): Promise<number>;
}

/** A PostgreSQL in one of its sizes. */
export interface Database extends SqlSession {
  /** `pglite`, `embedded`, `postgres`, `citus`: for `doctor` and the backend table; nothing else may branch on it. */
  readonly backend: 'pglite' | 'embedded' | 'postgres' | 'citus';
  /** What this backend can do; tests and code name the capability, never the product. */
  readonly capabilities: { readonly severalSessions: boolean; readonly durable: boolean; /** Tables are spread over the nodes of a cluster. */ readonly distributed: boolean };
  /** Runs `work` in one transaction (read committed). A thrown error rolls back. Serialization failures and deadlocks are retried at most 3 times. */
  transaction<T>(work: (session: SqlSession) => Promise<T>): Promise<T>;
  close(): Promise<void>;
}
