/** Weights and check characters of GB 11643-1999 (the citizen's ID number). */
const ID_WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const ID_CHECKS = '10x98765432';

/** True for a full citizen's ID number of 18 characters with a possible birthday and the right check character. */
export function isCitizenId(text: string): boolean {
  if (!/^[1-9]\d{5}(19|20)\d\d(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])\d{3}[\dx]$/i.test(text)) return false;
  const sum = ID_WEIGHTS.reduce((total, weight, i) => total + weight * Number(text.charAt(i)), 0);
  return ID_CHECKS.charAt(sum % 11) === text.charAt(17).toLowerCase();
}

/** True for 13 to 19 digits that pass the check of ISO/IEC 7812 (Luhn), as card numbers do. */
export function isCardNumber(digits: string): boolean {
  if (!/^[2-9]\d{12,18}$/.test(digits)) return false;
  let sum = 0;
  [...digits].reverse().forEach((char, i) => {
    const value = Number(char) * (i % 2 === 1 ? 2 : 1);
    sum += value > 9 ? value - 9 : value;
  });
  return sum % 10 === 0;
}
