/** 'ALL', or the projects that the caller may read: the caller of a port has asked the policy. */
export type ProjectScope = 'ALL' | readonly string[];
