import { describe, expect, it } from 'vitest';
import { STYLE, TOKENS } from './style.css.js';
import { SANDBOX_STYLE } from './sandbox/style.css.js';

const token = (name: string): string => new RegExp(`--${name}:(#[0-9a-f]{3,6})`).exec(TOKENS)?.[1] ?? name;

/** WCAG 2.2 relative luminance and contrast. */
function luminance(colour: string): number {
  const hex = colour.length === 4 ? [...colour.slice(1)].map((d) => d + d).join('') : colour.slice(1);
  const [r = 0, g = 0, b = 0] = [0, 2, 4].map((i) => {
    const c = Number.parseInt(hex.slice(i, i + 2), 16) / 255;
    return c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}
function contrast(a: string, b: string): number {
  const [light, dark] = [luminance(token(a)), luminance(token(b))].sort((x, y) => y - x) as [number, number];
  return (light + 0.05) / (dark + 0.05);
}

describe('colours', () => {
  it.each([
    ['ink', 'paper'], ['ink', 'amber-wash'], ['ink', 'amber'], ['ink', 'clay-wash'], ['soft', 'paper'], ['soft', 'card'], ['soft', 'amber-wash'], ['soft', 'wash'], ['soft', '#eef1ee'],
    ['pine-mid', 'paper'], ['pine-mid', 'card'], ['pine-mid', 'wash'], ['pine-mid', '#eef1ee'], ['#fff', 'pine-mid'], ['#fff', 'pine'], ['amber', 'pine'], ['pine', 'mint'], ['clay', 'clay-wash'], ['clay', 'card'], ['clay', '#eef1ee'],
  ])('text %s on %s can be read (4.5:1)', (text, ground) => {
    expect(contrast(text, ground)).toBeGreaterThanOrEqual(4.5);
  });

  it.each([['edge', 'card'], ['edge', 'paper'], ['pine-mid', 'paper'], ['clay', 'card'], ['amber-edge', 'paper']])('control edge %s on %s can be seen (3:1)', (edge, ground) => {
    expect(contrast(edge, ground)).toBeGreaterThanOrEqual(3);
  });

  it('are all tokens that exist', () => {
    for (const [, name = ''] of `${STYLE}${SANDBOX_STYLE}`.matchAll(/var\(--([\w-]+)\)/g)) expect(TOKENS, name).toContain(`--${name}:`);
  });
});
