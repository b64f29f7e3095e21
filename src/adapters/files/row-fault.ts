import type { RowFault, RowFaultCode } from '../../engine/ports/files.js';
import { CONTENT_CHARS_MAX } from './limits.js';

export interface FaultPlace {
  readonly line: number;
  readonly lineLast: number;
  readonly column?: string | null;
  readonly content: string;
  readonly contentCut?: boolean;
}

export function rowFault(fault: RowFaultCode, reason: string, place: FaultPlace): RowFault {
  const { line, lineLast, column = null, content, contentCut = false } = place;
  const cut = content.length > CONTENT_CHARS_MAX;
  return { line, lineLast, fault, column, reason, content: cut ? content.slice(0, CONTENT_CHARS_MAX) : content, contentCut: contentCut || cut };
}
