import { describe, expect, it } from 'vitest';
import { standingEvents } from './standing-events.js';

const said = (reading: string) => ({ type: 'hold_placed', reading });
const corrected = (about: string) => ({ type: 'reading_corrected', about });
const other = { type: 'sms' };

describe('events of readings', () => {
  it.each([
    ['stand while nobody corrects them', [said('9'), other], [said('9'), other]],
    ['fall away with their own reading alone', [said('9'), said('10'), corrected('9')], [said('10'), corrected('9')]],
    ['of a correction fall away with the next one', [said('9'), corrected('9'), said('9.1'), corrected('9.1'), said('9.2')], [corrected('9'), corrected('9.1'), said('9.2')]],
    ['are taken back wherever the correction stands', [corrected('9'), said('9')], [corrected('9')]],
  ])('%s', (_, events, expected) => expect(standingEvents(events)).toEqual(expected));
});
