/** English words of this element alone. They come with it, not with every page. */
export const historyWords = {
  noCallsFound: 'No call fits this search.',
  searchCalls: 'Name, number or note',
  incomingCall: 'Incoming',
  outgoingCall: 'Outgoing',
  interruptedCall: 'Interrupted',
  stillLooking: 'Still looking. You can call meanwhile.',
  showMore: 'Show more',
  playRecording: 'Play the recording, {length}',
};
