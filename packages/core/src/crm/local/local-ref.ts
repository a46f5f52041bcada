const prefix = 'local:';

/** What the CRM of this browser calls a call or a customer. */
export const localRef = (id: string): string => `${prefix}${id}`;

/** Whether the CRM of this browser gave this name: then nobody else has what it stands for. */
export const isLocalRef = (ref: string): boolean => ref.startsWith(prefix);
