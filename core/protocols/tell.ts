import { nameId } from '../ids.ts';
import { noMailServer, sendOnce } from '../messages/send-once.ts';
import type { Contact, ProtocolMessage } from '../ports/contact-store.ts';
import type { ExamCompletion, ProtocolReport } from '../ports/protocol-store.ts';
import { messageText } from './message-text.ts';
import type { ProtocolPorts } from './ports.ts';
import { protocolJobs } from './protocol-jobs.ts';

const noMember = 'the contact is no member of the project any more';

/** The jobs that tell contacts: which messages there are to be, and the sending of each. */
export function createMessageJobs(ports: ProtocolPorts) {
  const { protocols, contacts, graph, intake, transactor, jobs, mailer, memberIds, tell } = ports;

  async function textOf(report: ProtocolReport, poolId: string) {
    const exam = (await graph.getAssets([report.examId])).get(report.examId);
    if (!exam || exam.withdrawn) return null;
    const [subject] = (await graph.parentsOf([exam.id], 'SUBJECT')).get(exam.id) ?? [];
    const [project] = (subject && (await graph.parentsOf([subject.id], 'PROJECT')).get(subject.id)) ?? [];
    const { studyDate } = exam.properties;
    return messageText(
      {
        researchId: subject?.label ?? '',
        studyDate: typeof studyDate === 'string' ? studyDate : null,
        project: project?.label ?? '',
        pool: (await intake.getPools([poolId])).get(poolId)?.name ?? '',
      },
      report,
    );
  }

  /** A message to each contact of the pool; those of people in the hub are delivered with it. */
  async function write(report: ProtocolReport, { poolId }: ExamCompletion): Promise<void> {
    const all = (await contacts.contactsOf([poolId])).get(poolId) ?? [];
    const said = all.length === 0 ? null : await textOf(report, poolId);
    if (!said) return;
    const members = await memberIds(report.projectId);
    const messages = all.map((contact) => messageTo(report, poolId, contact, members, mailer !== null));
    await contacts.addMessages(messages);
    const waiting = messages.filter(({ status }) => status === 'WAITING');
    await jobs.enqueue(waiting.map(({ id }) => protocolJobs.send(id)));
    const inHub = messages.filter(({ status }) => status === 'SENT');
    for (const { contact } of inHub)
      if (contact.accountId !== null) await tell(contact.accountId, aboutOf(report), said.text);
    await ports.audit.append({
      actor: 'service:protocol',
      action: 'protocol.told',
      target: `asset:${report.examId}`,
      projectId: report.projectId,
      reason: null,
      oldValue: null,
      newValue: { state: report.state, poolId, mails: waiting.length, inHub: inHub.length },
    });
  }

  return {
    /** The state of a report has lasted: the contacts hear of it, if it is another than they know. */
    async tellContacts(reportId: string): Promise<void> {
      const examId = (await protocols.getReports([reportId])).get(reportId)?.examId;
      if (examId === undefined) return;
      await transactor.transact(async () => {
        await protocols.lockExam(examId);
        const report = (await protocols.newestReports([examId])).get(examId);
        const completion = (await protocols.completionsOf([examId])).get(examId);
        // A newer one has a time of its own.
        if (!completion || report?.id !== reportId || report.state === completion.toldState) return;
        await protocols.putTold(examId, report.state);
        // Nobody waits to hear that all was there from the beginning.
        if (report.state !== 'COMPLETE' || completion.toldState !== null) await write(report, completion);
      });
    },

    /**
     * Sends one mail. That a process is at it is noted before, so that no death of it makes a second one.
     * @throws UPSTREAM_UNAVAILABLE when it is to be tried again
     */
    async sendMail(messageId: string, isLastTry: boolean): Promise<void> {
      const known = await transactor.transact(() => contacts.lockMessage(messageId));
      if (!known) return;
      // What it says first: from when it is noted to be under way, nothing but the mail server may fail.
      const report = (await protocols.getReports([known.reportId])).get(known.reportId);
      const said = report && (await textOf(report, known.poolId));
      const { email, name } = known.contact;
      await sendOnce({
        ...{ transactor, states: contacts, id: messageId, isLastTry, mayRepeat: false },
        send: async () => {
          if (said && email !== null && mailer)
            return mailer.send({ id: messageId, to: { name, address: email }, ...said });
          return { outcome: 'NOT_SENT', reason: said ? noMailServer : 'the exam is not there any more' };
        },
      });
    },
  };
}

const aboutOf = ({ id }: ProtocolReport): string => `protocol ${id}`;

function messageTo(
  report: ProtocolReport,
  poolId: string,
  contact: Contact,
  members: ReadonlySet<string>,
  sendsMail: boolean,
): Omit<ProtocolMessage, 'sequence' | 'madeAt' | 'endedAt'> {
  const { id: reportId, projectId, examId, state: examState } = report;
  const base = { projectId, poolId, examId, reportId, examState, contact };
  if (contact.accountId === null) {
    const id = nameId('protocol-message', reportId, contact.email);
    return sendsMail
      ? { ...base, id, status: 'WAITING', reason: null }
      : { ...base, id, status: 'NOT_SENT', reason: noMailServer };
  }
  // The id of the notification that it becomes: whoever erases one finds the other.
  const id = nameId('notification', aboutOf(report), contact.accountId);
  return members.has(contact.accountId)
    ? { ...base, id, status: 'SENT', reason: null }
    : { ...base, id, status: 'NOT_SENT', reason: noMember };
}
