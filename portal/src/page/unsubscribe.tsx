import type { Reader } from '../visit.js';
import { Layout } from './layout.js';
import { Verdict } from './parts.js';

export function UnsubscribePage({ reader }: { readonly reader: Reader }) {
  const t = reader.t.unsubscribe;
  return (
    <Layout reader={reader} title={t.title}>
      <h1>{t.title}</h1>
      <p class="lead">{t.lead}</p>
      <form method="post" action={reader.path}><button class="main" type="submit">{t.submit}</button></form>
      <p class="hint">{t.other}</p>
    </Layout>
  );
}

export function UnsubscribedPage({ reader }: { readonly reader: Reader }) {
  const t = reader.t.unsubscribe;
  return (
    <Layout reader={reader} title={t.done}>
      <Verdict of="yes" title={t.done}><p>{t.doneText}</p></Verdict>
      <p><a class="main" href="/">{reader.t.trouble.start}</a></p>
    </Layout>
  );
}
