import type { DialerWarningCode } from './error-catalogue.js';

/** What is wrong at the moment. Raised and cleared in pairs, however often it is reported. */
export interface WarningBoard {
  readonly current: () => readonly DialerWarningCode[];
  set(code: DialerWarningCode, wrong: boolean): void;
}

export function createWarningBoard(onChange: (code: DialerWarningCode, wrong: boolean) => void): WarningBoard {
  let codes: readonly DialerWarningCode[] = Object.freeze([]);
  return {
    current: () => codes,
    set(code, wrong) {
      if (codes.includes(code) === wrong) return;
      codes = Object.freeze(wrong ? [...codes, code] : codes.filter((each) => each !== code));
      onChange(code, wrong);
    },
  };
}
