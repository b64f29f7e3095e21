import { use, type Pack } from '../pack.js';
import { in01Conduct } from '../rule/in-01-conduct.js';
import { in01Hours } from '../rule/in-01-hours.js';
import { in02Microfinance } from '../rule/in-02-microfinance.js';
import { in03Conduct2026 } from '../rule/in-03-conduct-2026.js';

/** India: Reserve Bank of India on recovery agents, microfinance and responsible business conduct. */
export const in20220812: Pack = {
  pack: 'IN',
  version: '2022-08-12',
  from: '2022-08-12',
  tz: 'Asia/Kolkata',
  rules: [
    use(in01Conduct, {}),
    use(in01Hours, { from: '08:00', to: '19:00' }),
    use(in02Microfinance, { from: '09:00', to: '18:00' }),
    use(in03Conduct2026, { from: '08:00', to: '19:00' }),
  ],
};
