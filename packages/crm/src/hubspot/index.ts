export { connectHubSpot, type HubSpot, type HubSpotClick, type HubSpotOptions } from './connect-hubspot.js';
