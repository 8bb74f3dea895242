/** Names one completion of an exam: a workflow is started once for it, whatever becomes of the exam's protocol later. */
export const completionKey = (examId: string, imageSet: string): string => `exam-completed:${examId}:${imageSet}`;
