import { randomBytes } from 'node:crypto';
import type { HouseDoor } from '../cli/house-door.js';
import { readSlotId } from '../domain/id/slot-id.js';
import { Terminal } from '../engine/ports/errors.js';
import type { House } from './house.js';

/** What the command line may do with agencies. */
export function agencyDoor(house: House, user: string): Pick<HouseDoor, 'addAgency' | 'agencies' | 'endAgency' | 'placeCases'> {
  const { agencies, digest, clock, intake } = house.api;
  return {
    async addAgency({ id, nameEn, nameZh, systemOf, listed }) {
      if (!/^[a-z0-9][a-z0-9-]{1,39}$/.test(id)) throw new Terminal('bad_request', `"${id}" is no id. Use 2 to 40 of a-z, 0-9 and -.`);
      if (systemOf !== null && !(await intake.creditors()).some((c) => c.id === systemOf)) throw new Terminal('not_found', `No creditor "${systemOf}". Add it first.`);
      const kind = systemOf === null ? 'agency' : 'system';
      const token = `dwa-${randomBytes(32).toString('base64url')}`;
      if (!(await agencies.add({ id, nameEn, nameZh, kind, creditorId: systemOf, listed }, digest(token), clock.now()))) throw new Terminal('exists', `${id} is there already.`);
      return { id, kind, token };
    },
    agencies: async () => Promise.all((await agencies.agencies()).map(async (a) => ({ ...a, ...(await agencies.figures(a.id)) }))),
    async endAgency(id) {
      if (!(await agencies.end(id, clock.now()))) throw new Terminal('not_found', `No agency "${id}" with access.`);
    },
    async placeCases({ agencyId, cases, act, reason }) {
      for (const text of cases) {
        const caseId = readSlotId(text);
        if (caseId === null) throw new Terminal('bad_request', `"${text}" is no case.`);
        await house.api.placeCase({ caseId, agencyId, act, by: `cli:${user}`, reason });
      }
      return cases.length;
    },
  };
}
