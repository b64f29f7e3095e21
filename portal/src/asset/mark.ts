/** The mark, the same as the console's: lines of a ledger, the last one ticked off. */
export const MARK =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="7" fill="#15403a"/><path d="M8 10h16M10 16h12M12 22h3.2" stroke="#9fd3c7" stroke-width="2.6" stroke-linecap="round" fill="none"/><path d="M17.4 21.6l2.2 2.4 4-5" stroke="#f3c677" stroke-width="2.6" stroke-linecap="round" stroke-linejoin="round" fill="none"/></svg>';
