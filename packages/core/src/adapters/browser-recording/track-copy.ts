/** A copy of a track that is heard whether or not the track itself is. Stop it after use. */
export function copyOf(track: MediaStreamTrack | undefined): MediaStreamTrack | undefined {
  const copy = track?.clone();
  // A copy starts as silent as what it was made of (Media Capture and Streams, 4.3.3).
  if (copy) copy.enabled = true;
  return copy;
}
