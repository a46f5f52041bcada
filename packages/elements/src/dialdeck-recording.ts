/** Recording for the drop-in, a file of its own: a page that records nothing does not load it. */
export { createRecording } from '@dialdeck/core/recording';
