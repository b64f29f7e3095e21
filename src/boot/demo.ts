import type { House } from './house.js';
export async function seedDemo(_house: House, _say: (line: string) => void): Promise<void> {}
