import { useId } from 'react';
import type { ReactNode } from 'react';

/** A titled area. `flush` lets a table reach the edges. */
export function Panel({ title, hint, side, flush = false, className = '', children }: {
  readonly title: string; readonly hint?: ReactNode; readonly side?: ReactNode; readonly flush?: boolean; readonly className?: string; readonly children: ReactNode;
}) {
  const id = useId();
  return (
    <section className={`dw-panel ${flush ? 'dw-panel-flush' : ''} ${className}`} aria-labelledby={id}>
      <div className="dw-panel-head">
        <h2 id={id}>{title}</h2>
        {hint !== undefined && <p>{hint}</p>}
        {side !== undefined && <div className="dw-panel-side">{side}</div>}
      </div>
      <div className="dw-panel-body">{children}</div>
    </section>
  );
}
