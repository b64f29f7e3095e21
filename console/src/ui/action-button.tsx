import { Button, Tooltip } from '@mantine/core';
import type { ButtonProps } from '@mantine/core';
import { useId } from 'react';

/**
 * A button that says why it is off. It stays in the tab order, so that the reason can be heard and read, and is
 * announced as disabled.
 */
export function ActionButton({ why, onClick, children, type = 'button', ...rest }: ButtonProps & {
  readonly why?: string | undefined; readonly onClick?: () => void; readonly children: string; readonly type?: 'button' | 'submit'; readonly 'aria-label'?: string;
}) {
  const id = useId();
  if (why === undefined) return <Button type={type} onClick={onClick} {...rest}>{children}</Button>;
  return (
    <Tooltip label={why}>
      <span className="dw-keep">
        <Button type="button" {...rest} data-off aria-disabled="true" aria-describedby={id} onClick={(event) => event.preventDefault()}>{children}</Button>
        <span id={id} className="dw-hidden">{why}</span>
      </span>
    </Tooltip>
  );
}

/** The same for a button that looks like a link. */
export function LinkOff({ label, why }: { readonly label: string; readonly why: string }) {
  const id = useId();
  return (
    <Tooltip label={why}>
      <span>
        <button type="button" className="dw-link-button dw-tiny dw-off" aria-disabled="true" aria-describedby={id}>{label}</button>
        <span id={id} className="dw-hidden">{why}</span>
      </span>
    </Tooltip>
  );
}
