import { useId, useRef } from 'react';

/** A plain text area in a fixed-width face with line numbers beside it, so that a problem's line can be found. */
export function CodeEditor({ label, hint, value, onChange, lines = 24, readOnly = false }: {
  readonly label: string; readonly hint?: string; readonly value: string; readonly onChange: (value: string) => void; readonly lines?: number; readonly readOnly?: boolean;
}) {
  const id = useId();
  const gutter = useRef<HTMLDivElement>(null);
  const height = lines * 19 + 20;
  const numbers = Array.from({ length: value.split('\n').length }, (_, i) => i + 1).join('\n');
  return (
    <div>
      <label className="dw-label" htmlFor={id}>{label}</label>
      <div className="dw-editor" style={{ height }}>
        <div className="dw-gutter" ref={gutter} aria-hidden style={{ height }}>{numbers}</div>
        <textarea
          id={id} value={value} readOnly={readOnly} spellCheck={false} autoCapitalize="off" autoComplete="off" wrap="off" style={{ height }}
          aria-describedby={hint === undefined ? undefined : `${id}-hint`} onChange={(event) => onChange(event.currentTarget.value)}
          onScroll={(event) => { if (gutter.current !== null) gutter.current.scrollTop = event.currentTarget.scrollTop; }}
        />
      </div>
      {hint !== undefined && <p className="dw-hint" id={`${id}-hint`}>{hint}</p>}
    </div>
  );
}
