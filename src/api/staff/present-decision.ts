import type { RecordedContent } from '../../engine/audit/decision-record.js';
import type { DecisionReading } from '../../engine/ports/reading.js';
import type { JudgedProposal } from '../../engine/review/decide-review.js';
import type { ApiDeps, Words } from '../deps.js';
import { iso } from '../present.js';

interface RecordShape {
  readonly judged?: readonly JudgedProposal[];
  readonly content?: readonly RecordedContent[];
  readonly none?: string | null;
  readonly chosen?: number | null;
  readonly plan?: string;
  readonly planVersion?: number;
  readonly planDigest?: string;
  readonly code?: string;
  readonly tz?: string;
  readonly lawFacts?: unknown;
  readonly caseFacts?: unknown;
  readonly answer?: { readonly input: unknown; readonly decided: { readonly act: string | null; readonly why: string } };
}

function ruleList(deps: ApiDeps, rules: readonly string[]): Words {
  const titles = rules.slice(0, 3).map((rule) => deps.ruleWords(rule).title);
  return { en: titles.map((t) => t.en).join('; '), zh: titles.map((t) => t.zh).join('；') };
}

/** One line that says why, from the record alone. */
export function reviewReason(deps: ApiDeps, stage: string, choice: string, raw: Record<string, unknown>): Words {
  const record = raw as RecordShape;
  const judged = record.judged?.[record.chosen ?? record.judged.length - 1];
  if (record.answer !== undefined && (choice === 'none' || choice === 'send')) {
    const { act, why } = record.answer.decided;
    const [said, because] = [act === null ? { en: 'Not answered', zh: '未回复' } : deps.reasonWords(act), deps.reasonWords(why)];
    return { en: `${said.en}: ${because.en}.`, zh: `${said.zh}：${because.zh}。` };
  }
  if (choice === 'none' && record.none !== null && record.none !== undefined) return deps.reasonWords(record.none);
  if (judged !== undefined && judged.verdict.findings.length > 0) {
    const why = ruleList(deps, judged.verdict.findings.map((f) => f.rule));
    return choice === 'defer' ? { en: `Not yet: ${why.en}`, zh: `暂不可：${why.zh}` } : { en: `Refused: ${why.en}`, zh: `不允许：${why.zh}` };
  }
  if (stage === 'dispatch' && choice === 'refuse' && (record.content ?? []).length > 0) {
    const why = ruleList(deps, [...new Set((record.content ?? []).map((f) => f.rule))]);
    return { en: `The text may not go out: ${why.en}`, zh: `文本不得发出：${why.zh}` };
  }
  const reasons = (judged?.reasons ?? []).map((code) => deps.reasonWords(code));
  if (stage === 'dispatch' && (choice === 'send' || choice === 'task')) return { en: 'Allowed at the moment of sending.', zh: '发送时合规关卡允许。' };
  return { en: reasons.map((r) => r.en).join(' '), zh: reasons.map((r) => r.zh).join('') };
}

function presentProposal(deps: ApiDeps, p: JudgedProposal) {
  return {
    step: p.step, channel: p.channel, reasons: [...p.reasons], proposedAt: iso(p.at), outcome: p.verdict.outcome,
    findings: p.verdict.findings.map((f) => {
      const words = deps.ruleWords(f.rule);
      return { rule: f.rule, title: words.title, outcome: f.outcome, code: f.code, citation: words.citation, force: words.force, confidence: words.confidence, until: iso(f.until), missing: [...(f.missing ?? [])] };
    }),
    satisfied: p.verdict.satisfied.map((rule) => {
      const words = deps.ruleWords(rule);
      return { rule, title: words.title, citation: words.citation, force: words.force };
    }),
    earliest: p.earliest?.kind === 'at' ? iso(p.earliest.at) : null,
    movedBy: p.earliest === null ? [] : [...(p.earliest.kind === 'at' ? p.earliest.movedBy : p.earliest.because)],
  };
}

/** `CN@2026-01-30#3f2a9c…` in its parts. */
function packOf(name: string): { pack: string; version: string; digest: string } {
  const match = /^(.+)@(.+)#(.*)$/.exec(name);
  return { pack: match?.[1] ?? name, version: match?.[2] ?? '', digest: match?.[3] ?? '' };
}

export function presentDecision(deps: ApiDeps, d: DecisionReading) {
  const raw = JSON.parse(d.record) as Record<string, unknown>;
  const record = raw as RecordShape;
  return {
    id: `${d.slot}-${d.seq}`, caseId: String(d.caseId), at: iso(d.at), stage: d.stage, choice: d.choice, reason: reviewReason(deps, d.stage, d.choice, raw),
    planVersion: record.plan === undefined ? null : `${record.plan} v${record.planVersion}`, planDigest: record.planDigest ?? null, codeVersion: record.code ?? '', tzVersion: record.tz ?? '',
    proposals: (record.judged ?? []).map((p) => presentProposal(deps, p)),
    packs: (record.judged?.[0]?.verdict.packs ?? []).map(packOf), facts: { law: record.lawFacts ?? null, strategy: record.caseFacts ?? record.answer?.input ?? null },
    slot: d.slot, seq: d.seq, digest: d.digest, previousDigest: d.previousDigest,
  };
}

/** `12-345`, as decisions are named outside. */
export function readDecisionId(id: string): { readonly slot: number; readonly seq: number } | null {
  const match = /^(\d{1,3})-(\d{1,15})$/.exec(id);
  return match === null || Number(match[1]) > 255 ? null : { slot: Number(match[1]), seq: Number(match[2]) };
}
