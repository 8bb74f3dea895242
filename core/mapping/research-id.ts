const pattern = /^[A-Za-z0-9._-]{1,64}$/;

/** True for what can be a subject's research identifier. */
export const isResearchId = (text: string): boolean => pattern.test(text);
