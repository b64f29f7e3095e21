import { use, type Pack } from '../pack.js';
import { eu01Conduct } from '../rule/eu-01-conduct.js';
import { eu01TransferNotice } from '../rule/eu-01-transfer-notice.js';

/** European Union: Directive (EU) 2021/2167 on credit servicers and purchasers. Hours and frequency are national law and not here. */
export const eu20231229: Pack = {
  pack: 'EU',
  version: '2023-12-29',
  from: '2023-12-29',
  tz: 'Europe/Brussels',
  rules: [
    use(eu01Conduct, {}),
    use(eu01TransferNotice, { durable: ['mail', 'email', 'sms', 'app', 'web', 'registry'], notCollection: ['validation_notice', 'optout_confirmation'] }),
  ],
};
