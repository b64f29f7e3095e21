import { describe, expect, it } from 'vitest';
import { capability, named, play } from './real-peers.js';

// SMPP with programs that share no line with ours. Each scene runs in a network of its own.

const LONG = '您好'.repeat(75);
const ucs2 = (text: string): string => Buffer.from(text, 'utf16le').swap16().toString('hex');

describe.runIf(capability.network && capability.netSmpp)(named('an operator on Net::SMPP', 'network', 'netSmpp'), () => {
  interface Told { readonly hex?: string; readonly bind?: string; readonly version?: number; readonly data_coding?: number; readonly esm_class?: number; readonly delivered?: number; readonly unbind?: number }
  interface Scene {
    readonly results: readonly { readonly kind: string; readonly ref: string }[];
    readonly kept: { readonly replies: readonly { readonly from: string; readonly text: string }[]; readonly receipts: readonly { readonly part: string; readonly state: string }[] };
    readonly said: readonly Told[];
    readonly wire: readonly string[] | null;
  }
  let scene: Scene;
  it('takes a text and one in three parts, and its receipts and reply are heard', () => {
    scene = play<Scene>('net-smpp', capability.tshark ? 'watched' : 'alone', LONG);
    expect(scene.results).toEqual([{ kind: 'sent', ref: 'P0001' }, { kind: 'sent', ref: 'P0002' }]);
    expect([...scene.kept.receipts].sort((a, b) => a.part.localeCompare(b.part))).toEqual(['c1-1/1', 'c2-1/1', 'c2-1/2', 'c2-1/3'].map((part) => ({ part, state: 'delivered' })));
    expect(scene.kept.replies).toMatchObject([{ from: '+8613800000000', text: '我15号就还' }]);
  });
  it('read the octets that were meant', () => {
    const texts = scene.said.filter(({ hex }) => hex !== undefined);
    expect(scene.said).toContainEqual({ bind: 'esme', version: 0x34 });
    expect(texts.map(({ data_coding, esm_class }) => [data_coding, esm_class])).toEqual([[0, 0], [8, 0x40], [8, 0x40], [8, 0x40]]);
    expect(texts[0]?.hex).toBe('506179201b6535201b28781b292062792031352f3132');
    expect(texts.slice(1).map(({ hex }) => hex?.slice(0, 6))).toEqual(['050003', '050003', '050003']);
    expect(texts.slice(1).map(({ hex }) => hex?.slice(8, 12))).toEqual(['0301', '0302', '0303']);
    expect(texts.slice(1).map(({ hex }) => hex?.slice(12)).join('')).toBe(ucs2(LONG));
    expect([scene.said.filter(({ delivered }) => delivered === 0).length, scene.said.at(-1)]).toEqual([6, { unbind: 1 }]);
  });
  it.runIf(capability.tshark)(named('tshark reads the same off the wire', 'tshark'), () => {
    // command; data_coding; header indicator; reference; parts; part; malformed. A packet may hold several.
    const rows = (scene.wire ?? []).map((line) => line.split('|'));
    const submits = rows.flatMap(([commands = '', ...fields]) => {
      const kinds = commands.split(';');
      return kinds.every((kind) => kind === '0x00000004') ? kinds.map((_, i) => fields.map((field) => field.split(';')[i] ?? '')) : [];
    });
    expect(submits.map(([coding, indicator, , parts, part]) => [coding, indicator, parts, part])).toEqual([['0x00', '0x00', '', ''], ['0x08', '0x01', '3', '1'], ['0x08', '0x01', '3', '2'], ['0x08', '0x01', '3', '3']]);
    expect(new Set(submits.slice(1).map(([, , reference]) => reference)).size).toBe(1);
    expect(rows.map((row) => row.at(-1)).filter((malformed) => malformed !== '')).toEqual([]);
    expect(rows.flatMap(([commands = '']) => commands.split(';')).filter((kind) => kind === '0x80000005')).toHaveLength(6);
  });
});

describe.runIf(capability.network && capability.kannel)(named('Kannel', 'network', 'kannel'), () => {
  it('as client of the sandbox operator: throttled once, in parts, receipts, and a reply in parts', () => {
    interface Scene {
      readonly taken: readonly { readonly dataCoding: number; readonly esmClass: number; readonly hex: string }[];
      readonly delivered: readonly number[];
      readonly counts: Readonly<Record<string, number>>;
      readonly dlr: readonly string[];
      readonly mo: readonly string[];
    }
    const { taken, delivered, counts, dlr, mo } = play<Scene>('kannel', 'client', LONG);
    expect(counts).toEqual({ submits: 5, accepted: 4, receipts: 2, receiptsAccepted: 2, binds: 1 });
    const [short, parts] = [taken.filter(({ esmClass }) => (esmClass & 0x40) === 0), taken.filter(({ esmClass }) => (esmClass & 0x40) !== 0)];
    expect(short).toMatchObject([{ dataCoding: 0, hex: '506179201b6535201b28781b29' }]);
    expect(parts.map(({ hex }) => hex.slice(12)).join('')).toBe(ucs2(LONG));
    // 8: the operator has it; 1: the telephone has it.
    expect([...dlr].sort()).toEqual(['1', '1', '8', '8']);
    expect([delivered, mo]).toEqual([[0, 0], ['我15号发工资就还500']]);
  });

  it.runIf(capability.fakesmsc)(named('and a telephone of its own: a text of ours is shown, what it writes is heard', 'fakesmsc'), () => {
    interface Scene { readonly sent: { readonly kind: string }; readonly answered: number; readonly replies: readonly { readonly from: string; readonly text: string }[]; readonly shown: string }
    const { sent, answered, replies, shown } = play<Scene>('kannel', 'telephone');
    expect([sent.kind, answered]).toEqual(['sent', 0]);
    expect(shown).toContain('<10690000 8613800000000 text Your account is 3 days late. Code 123456>');
    expect(replies).toMatchObject([{ from: '+8613800000000', text: 'STOP please' }]);
  });
});
