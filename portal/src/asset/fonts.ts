import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { WITH_WEB_FONT } from '../style.css.js';

// Tried before anything is fetched, for readers whose browser runs no script and so gets these rules unasked.
const WEIGHTS = {
  400: ['PingFangSC-Regular', 'NotoSansCJKsc-Regular', 'SourceHanSansSC-Regular', 'MicrosoftYaHei', 'HiraginoSansGB-W3'],
  700: ['PingFangSC-Semibold', 'NotoSansCJKsc-Bold', 'SourceHanSansSC-Bold', 'MicrosoftYaHei-Bold', 'HiraginoSansGB-W6'],
} as const;

/**
 * The web font for Chinese as `@font-face` rules over its small subsets: a browser fetches only those whose characters
 * stand on the page. Latin is left out, every system has it; so is the older file format.
 */
export function fontFaces(): string {
  const require = createRequire(import.meta.url);
  const faces = Object.entries(WEIGHTS).map(([weight, locals]) => squeezeFaces(readFileSync(require.resolve(`@fontsource/noto-sans-sc/${weight}.css`), 'utf8'), locals));
  return `${faces.join('')}${WITH_WEB_FONT}`;
}

function squeezeFaces(css: string, locals: readonly string[]): string {
  const first = locals.map((name) => `local("${name}"),`).join('');
  return [...css.matchAll(/@font-face\s*\{[^}]*\}/g)]
    .map(([face]) => face)
    .filter((face) => !/noto-sans-sc-(?:latin|latin-ext|cyrillic|vietnamese)-/.test(face))
    .map((face) => face.replace(/,\s*url\([^)]*\.woff\)\s*format\('woff'\)/, '').replace(/url\(\.\/files\//, `${first}url(/fonts/`).replace(/\s*([{}:;,])\s*/g, '$1'))
    .join('');
}
