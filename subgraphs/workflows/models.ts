/** An exam as this subgraph knows it: by its id. What the caller may see of it, its owner decides. */
export interface ExamStub {
  readonly id: string;
}
