import type { CrmRecord, Deal, PastActivity } from './customers.js';

const zones: Record<string, string> = {
  Tampa: 'America/New_York',
  Boston: 'America/New_York',
  Miami: 'America/New_York',
  'New York': 'America/New_York',
  Washington: 'America/New_York',
  Atlanta: 'America/New_York',
  Chicago: 'America/Chicago',
  Austin: 'America/Chicago',
  Denver: 'America/Denver',
  Phoenix: 'America/Phoenix',
  Seattle: 'America/Los_Angeles',
  'San Francisco': 'America/Los_Angeles',
  Honolulu: 'Pacific/Honolulu',
};

type Stage = Deal['stage'];

/** name · title · company · city · mobile · stage · amount · next step · office number */
type Row = readonly [string, string, string, string, string, Stage, number, string, string?];

// Numbers from 555-0100 to 555-0199 belong to nobody. Those of the sandbox's people come first;
// whoever has one of the others is invented by the sandbox, always the same for the same number.
const rows: readonly Row[] = [
  [
    'Maya Okafor',
    'Practice manager',
    'Brightwater Dental',
    'Tampa',
    '+18135550143',
    'offer',
    14400,
    'Agree on a start date',
    '+18135550140',
  ],
  ['Tom Becker', 'Purchasing', 'Northgate Supply', 'Chicago', '+13125550178', 'agreed', 28800, 'Send the order form'],
  ['Ava Chen', 'Operations', 'Chen Marine', 'Washington', '+12025550101', 'qualified', 9600, 'Second attempt'],
  [
    'Ben Ortiz',
    'Fleet manager',
    'Front Range Freight',
    'Denver',
    '+12025550102',
    'qualified',
    18000,
    'Send the comparison',
  ],
  ['Clara Novak', 'Plant manager', 'Novak Castings', 'Boston', '+12025550103', 'new', 19200, 'First call'],
  [
    'Dev Patel',
    'Installations',
    'Desert Bloom Solar',
    'Phoenix',
    '+12025550104',
    'offer',
    21600,
    'Ask about the roof survey',
  ],
  ['Elena Rossi', 'Head of clinics', 'Rossi Dermatology', 'Miami', '+12025550106', 'new', 33600, 'First call'],
  ['Frank Miller', 'Foreman', 'Miller Roofing', 'Austin', '+12025550107', 'qualified', 7800, 'Call after 4 PM'],
  ['Grace Kim', 'Founder', 'Kim Robotics', 'Seattle', '+12025550108', 'offer', 54000, 'Pilot for 5 seats'],
  ['Hugo Lindqvist', 'Logistics', 'Lindqvist Marine', 'New York', '+12025550109', 'agreed', 22800, 'Delivery address'],
  [
    'Ines Duarte',
    'Technical sales',
    'Duarte Cold Chain',
    'Miami',
    '+12025550111',
    'offer',
    26400,
    'Answer the security questions',
  ],
  ['Layla Haddad', 'Buyer', 'Cedar Kitchens', 'Atlanta', '+12025550105', 'new', 5400, 'Find the right number'],
  ['Priya Raman', 'Physiotherapist', 'Lakeside Physio', 'San Francisco', '+14155550136', 'qualified', 7200, 'None'],
  ['陈雨桐', '门诊经理', '明川口腔', 'New York', '+12125550158', 'qualified', 12000, '确定启用日期'],
  [
    'Daniel Okafor',
    'Front desk',
    'Brightwater Dental',
    'Tampa',
    '+18135550151',
    'new',
    2400,
    'First call',
    '+18135550140',
  ],
  ['Aiko Tanabe', 'Owner', 'Tanabe Gardens', 'Honolulu', '+18085550112', 'new', 4200, 'First call'],
  [
    'Carla Mendes-Figueiredo de Albuquerque',
    'Director',
    'Clínica do Sol',
    'Miami',
    '+13055550190',
    'new',
    15600,
    'First call',
  ],
  ['Marcus Webb', 'Director', 'Webb Property', 'Atlanta', '+14045550149', 'agreed', 40800, 'Sign'],
  [
    'Ruth Adeyemi',
    'Head nurse',
    'Grove Street Clinic',
    'Atlanta',
    '+14045550177',
    'offer',
    13200,
    'Price for 12 months',
  ],
  ['Samuel Ortega', 'Owner', 'Ortega Tile', 'Phoenix', '+16025550155', 'won', 6000, 'Ask for a reference'],
  ['Emma Fitzgerald', 'Office manager', 'Fitzgerald Law', 'Boston', '+16175550193', 'new', 3600, 'First call'],
  ['Peter van den Berg', 'Controller', 'Dune Hotels', 'Seattle', '+12065550185', 'offer', 31200, 'Talk to finance'],
  ['Hannah Stein', 'Principal', 'Riverside School', 'Denver', '+13035550109', 'new', 9000, 'First call'],
  ['Sofia Reyes', 'Billing', 'Reyes & Daughters', 'Austin', '+15125550106', 'won', 8400, 'Welcome call'],
  ['Yara Santos', 'Marketing', 'Blue Door Bakery', 'Washington', '+12025550138', 'won', 4800, 'Upgrade in spring'],
];

const owners = ['Li Wei', 'Ana Duarte', 'Marcus Hale'] as const;
const sources = ['Web form', 'Trade fair', 'Reference', 'Newsletter'] as const;

const pastOf = (index: number, [name, , , , , stage]: Row): readonly PastActivity[] =>
  stage === 'new'
    ? [
        {
          kind: 'note',
          daysAgo: 2 + (index % 5),
          title: 'Lead created',
          text: `${name} asked for a call back on the website.`,
        },
      ]
    : [
        {
          kind: 'mail',
          daysAgo: 1 + (index % 6),
          title: 'Offer sent',
          text: '12 months, price per seat. Asked for an answer this week.',
        },
        {
          kind: 'note',
          daysAgo: 9 + (index % 7),
          title: 'Note',
          text: 'Wants to start with one team and add the others later.',
        },
      ];

const recordOf = (row: Row, index: number): CrmRecord => {
  const [name, title, company, city, mobile, stage, amount, nextStep, office] = row;
  return {
    id: `c${index + 1}`,
    name,
    company,
    title,
    city,
    timeZone: zones[city] ?? 'UTC',
    numbers: [{ number: mobile, kind: 'mobile' }, ...(office ? [{ number: office, kind: 'frontDesk' } as const] : [])],
    mail: `${
      name
        .split(' ')[0]
        ?.normalize('NFD')
        .replace(/[^a-z]/gi, '')
        .toLowerCase() || 'hello'
    }@harbor.example`,
    owner: owners[index % owners.length] ?? 'Li Wei',
    deal: {
      title: `${company}, ${Math.round(amount / 600)} seats`,
      amount,
      stage,
      closesIn: 7 + ((index * 11) % 60),
      source: sources[index % sources.length] ?? 'Web form',
      seats: Math.round(amount / 600),
      nextStep,
    },
    past: pastOf(index, row),
    ...(name === 'Priya Raman'
      ? {
          doNotCall: {
            since: '2026-07-02',
            reason: 'Asked on a call, recorded by Ana Duarte. Applies to every campaign.',
          },
        }
      : {}),
  };
};

/** The people of the demo. Invented, every one. */
export const crmRecords: readonly CrmRecord[] = rows.map(recordOf);
