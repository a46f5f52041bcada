/** English words of this element alone. They come with it, not with every page. */
export const customerWords = {
  localTime: 'Local time',
  lastCalls: 'Last calls',
  resultAndLength: '{result}, {length}',
  noCustomer: 'No customer is chosen.',
  notInCrm: 'Nobody in the CRM has this number.',
  severalMatches: '{count} records have this number',
  chooseMatch: 'Choose who you are talking to.',
  useRecord: 'Use this record',
  askedOn: 'Asked on {date}.',
};
