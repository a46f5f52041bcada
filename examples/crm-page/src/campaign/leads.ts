import { type Lead, makeLead } from '@dialdeck/core/queue';

/** Where the invented leads live: area code and zone. */
const areas = [
  [212, 'America/New_York'],
  [713, 'America/Chicago'],
  [801, 'America/Denver'],
  [503, 'America/Los_Angeles'],
  [404, 'America/New_York'],
  [612, 'America/Chicago'],
  [505, 'America/Denver'],
  [206, 'America/Los_Angeles'],
  [215, 'America/New_York'],
  [214, 'America/Chicago'],
  [303, 'America/Denver'],
  [916, 'America/Los_Angeles'],
  [216, 'America/New_York'],
  [504, 'America/Chicago'],
  [702, 'America/Los_Angeles'],
  [313, 'America/Detroit'],
  [314, 'America/Chicago'],
  [619, 'America/Los_Angeles'],
  [412, 'America/New_York'],
  [901, 'America/Chicago'],
] as const;

const spring =
  'Nadia Brooks,Omar Farouk,Ruby Sandoval,Felix Baumann,Jonas Petrov,Amara Nwosu,Theo Laurent,Mei Tan,Olga Ivanova,Kofi Mensah,' +
  'Ingrid Solberg,Rafael Costa,Leila Karimi,Victor Hugo Reyes,Sana Malik,Per Nilsson,Bianca Romano,Dario Conti,Wanda Kowalska,Eli Cohen';
const winBack =
  'Alma Rivera,Bruno Keller,Cora Whitfield,Dmitri Volkov,Esther Park,Farid Haddad,Greta Olsen,Hiro Sato,Isla Murray,Jamal Carter,' +
  'Katya Orlova,Liam Byrne,Mona Saleh,Noah Fischer,Opal Jensen,Pablo Nunez,Quinn Adler,Rosa Marino,Stefan Novak,Tara Singh';

/** One of the two campaigns of the demo. */
export interface DemoCampaign {
  readonly id: 'spring' | 'win-back';
  readonly names: string;
  /** What their numbers end in; 555-01xx belongs to nobody, so the sandbox invents who answers. */
  readonly ending: string;
}

export const springOffer: DemoCampaign = { id: 'spring', names: spring, ending: '5550171' };
export const winBackOffer: DemoCampaign = { id: 'win-back', names: winBack, ending: '5550116' };

/** The twenty leads of a campaign, always the same, as they are before the first call. */
export const leadsOf = ({ id: campaignId, names, ending }: DemoCampaign, createdAt: number): readonly Lead[] =>
  names.split(',').flatMap((name, index) => {
    const [area, timeZone] = areas[index] ?? [];
    if (area === undefined) return [];
    const id = `${campaignId}-${index + 1}`;
    const numbers = [{ e164: `+1${area}${ending}` }];
    return makeLead({ id, campaignId, listId: campaignId, name, timeZone, numbers, priority: -index, createdAt });
  });
