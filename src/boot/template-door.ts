import type { HouseDoor } from '../cli/house-door.js';
import { BUILT_IN_TEMPLATES } from '../domain/contact/built-in-templates.js';
import { wordingToRegister } from '../domain/contact/registered-wording.js';
import { templateRef } from '../domain/contact/template-book.js';
import { TEXT_LANGUAGES } from '../domain/contact/templates.js';
import { Terminal } from '../engine/ports/errors.js';
import { approveTemplate, draftTemplate, refusalOf, registerTemplate, retireTemplate, submitTemplate } from '../engine/templates/template-life.js';
import { checkTemplate } from '../engine/templates/check-template.js';
import type { House } from './house.js';
import { readTemplateText } from './template-text.js';

/** What the command line may do with texts. */
export function templateDoor(house: House): Pick<HouseDoor, 'templates' | 'template' | 'draftTemplate' | 'submitTemplate' | 'approveTemplate' | 'registerTemplate' | 'retireTemplate'> {
  const { api } = house;
  return {
    async templates() {
      const [kept, book] = await Promise.all([api.templates.versions(), api.templateBook()]);
      const inForce = new Set(book.inForce.map(templateRef));
      const all = [...kept.map((one) => ({ ...one, state: one.state as string })), ...BUILT_IN_TEMPLATES.map((one) => ({ ...one, state: 'built_in' }))];
      return all.sort((a, b) => (a.id === b.id ? b.version - a.version : a.id < b.id ? -1 : 1)).map(({ id, version, channel, state }) => ({ id, version, channel, state, inForce: inForce.has(`${id}@${version}`) }));
    },
    async template(id, version) {
      const book = await api.templateBook();
      const found = version === null ? book.find(id) : ((await api.templates.version(id, version)) ?? BUILT_IN_TEMPLATES.find((one) => one.id === id && one.version === version) ?? null);
      if (found === null) throw new Terminal('not_found', version === null ? `No template "${id}" is in force.` : `No template ${id} version ${version}.`);
      const registrations = (await api.templates.registrations()).filter((one) => one.template === found.id && one.version === found.version);
      const { portalUrl } = await house.tickDeps();
      const toRegister = TEXT_LANGUAGES.flatMap((language) => (['aliyun', 'tencent'] as const).flatMap((provider) => {
        const wording = wordingToRegister(found, language, provider, portalUrl)?.wording;
        return wording === undefined ? [] : [{ provider, language, wording }];
      }));
      return { template: found, check: checkTemplate(found), registrations, toRegister };
    },
    draftTemplate: (yaml, by) => draftTemplate(api, readTemplateText(yaml), by),
    submitTemplate: (id, version) => submitTemplate(api, id, version),
    approveTemplate: (id, version, by, answers) => approveTemplate(api, id, version, by, answers),
    registerTemplate: (id, version, registration, by) => registerTemplate(api, id, version, registration, by),
    retireTemplate: (id, version, by) => retireTemplate(api, id, version, by),
  };
}

/** A finding of `dunwell doctor`: an approved text that the rules of today refuse would make its cases wait. */
export async function templateFinding(house: House): Promise<{ readonly check: string; readonly ok: boolean; readonly detail: string }> {
  const book = await house.api.templateBook();
  const refused = book.inForce.flatMap((template) => (refusalOf(template, true) === null ? [] : [templateRef(template)]));
  return { check: 'texts', ok: refused.length === 0, detail: refused.length === 0 ? `${book.inForce.length} in force, all fit to go out` : `not fit to go out by the rules of today: ${refused.join(', ')}. See dunwell template show` };
}
