import { IconCheck, IconCopy } from '@tabler/icons-react';
import { useState } from 'react';
import { useLocale } from '../i18n/locale.js';

/** A digest, short on screen and whole in the clipboard. */
export function Digest({ value, label }: { readonly value: string; readonly label: string }) {
  const { t } = useLocale();
  const [copied, setCopied] = useState(false);
  const copy = () => {
    void navigator.clipboard.writeText(value).then(() => {
      setCopied(true);
      window.setTimeout(() => setCopied(false), 1500);
    });
  };
  return (
    <span className="dw-nowrap">
      <code title={value}>{value.length > 18 ? `${value.slice(0, 16)}…` : value}</code>{' '}
      <button type="button" className="dw-link-button" onClick={copy} aria-label={`${t('app.copy')}: ${label}`}>
        {copied ? <IconCheck size={13} aria-label={t('app.copied')} /> : <IconCopy size={13} aria-hidden />}
      </button>
    </span>
  );
}
