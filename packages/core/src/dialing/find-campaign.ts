import { DialerError } from '../errors.js';
import type { Campaign } from '../queue/campaign.js';
import type { DialQueueOptions } from './dial-queue-options.js';

/** @throws DialerError `campaign-unknown` */
export async function findCampaign(campaigns: DialQueueOptions['campaigns'], id: string): Promise<Campaign> {
  const campaign = typeof campaigns === 'function' ? await campaigns(id) : campaigns.find((each) => each.id === id);
  if (campaign) return campaign;
  throw new DialerError('campaign-unknown', `campaignId: there is no campaign "${id}".`);
}
