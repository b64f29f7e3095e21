import { use, type Pack } from '../pack.js';
import { id01Hours } from '../rule/id-01-hours.js';
import { id02ConsumerOnly } from '../rule/id-02-consumer-only.js';

/** Indonesia: POJK 22/2023, art. 62. */
export const id20231222: Pack = {
  pack: 'ID',
  version: '2023-12-22',
  from: '2023-12-22',
  tz: 'Asia/Jakarta',
  rules: [
    use(id01Hours, { days: ['mon', 'tue', 'wed', 'thu', 'fri', 'sat'], from: '08:00', to: '20:00' }),
    use(id02ConsumerOnly, {}),
  ],
};
