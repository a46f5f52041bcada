/** Somebody in a jurisdiction, where several zones are possible each of them once. */
export interface Place {
  /** E.164, of the ranges kept for examples. */
  readonly number: string;
  readonly zones: readonly string[];
  /** What a number that may be in several zones may be in. */
  readonly several: readonly [string, string];
}

const [east, central, mountain, west] = [
  'America/New_York',
  'America/Chicago',
  'America/Denver',
  'America/Los_Angeles',
];
const eastern = { number: '+12125550100', zones: [east], several: [east, central] } as const;
const middle = { number: '+13125550100', zones: [central], several: [central, mountain] } as const;
const rockies = { number: '+13035550100', zones: [mountain], several: [mountain, west] } as const;
const pacific = { number: '+13105550100', zones: [west], several: [west, mountain] } as const;

/** By jurisdiction. */
export const places: Readonly<Record<string, Place>> = {
  AU: {
    number: '+61491570006',
    zones: ['Australia/Sydney', 'Australia/Adelaide', 'Australia/Brisbane'],
    several: ['Australia/Sydney', 'Australia/Perth'],
  },
  CA: {
    number: '+14165550100',
    zones: ['America/St_Johns', 'America/Toronto', 'America/Regina', 'America/Vancouver'],
    several: ['America/Halifax', 'America/Toronto'],
  },
  CN: { number: '+8613800000100', zones: ['Asia/Shanghai'], several: ['Asia/Shanghai', 'Asia/Urumqi'] },
  DE: { number: '+493023125100', zones: ['Europe/Berlin'], several: ['Europe/Berlin', 'Europe/London'] },
  FR: { number: '+33199000100', zones: ['Europe/Paris'], several: ['Europe/Paris', 'Indian/Reunion'] },
  GB: { number: '+442079460100', zones: ['Europe/London'], several: ['Europe/London', 'Europe/Gibraltar'] },
  IN: { number: '+919999900100', zones: ['Asia/Kolkata'], several: ['Asia/Kolkata', 'Asia/Dhaka'] },
  US: {
    number: '+12025550100',
    zones: [east, 'America/Phoenix', 'America/Anchorage', 'Pacific/Honolulu'],
    several: [east, west],
  },
  'US-AL': middle,
  'US-FL': { number: '+18505550100', zones: [east, central], several: [east, central] },
  'US-IN': { number: '+12195550100', zones: ['America/Indiana/Indianapolis'], several: [east, central] },
  'US-KY': { number: '+12705550100', zones: ['America/Kentucky/Louisville'], several: [east, central] },
  'US-LA': middle,
  'US-MA': eastern,
  'US-MD': eastern,
  'US-ME': eastern,
  'US-MS': middle,
  'US-NV': pacific,
  'US-OK': middle,
  'US-PA': eastern,
  'US-RI': eastern,
  'US-SD': { number: '+16055550100', zones: [central, mountain], several: [central, mountain] },
  'US-TX': { number: '+19155550100', zones: [central, mountain], several: [central, mountain] },
  'US-UT': rockies,
  'US-WA': pacific,
  'US-WY': rockies,
};
