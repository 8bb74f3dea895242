/**
 * The workflow document that the demo writes, and a pattern for one's own: the volumes of each series of a newly registered
 * exam, looked at by a person before they become biomarkers.
 */
export const defaultWorkflow = {
  name: 'series-volumes',
  title: 'Volume and mean intensity of each series',
  trigger: { on: 'EXAM_REGISTERED' },
  steps: [
    { id: 'classify', title: 'Recognize the series type', uses: 'classify', foreach: 'series' },
    {
      id: 'convert',
      title: 'Convert to NIfTI',
      uses: 'convert',
      needs: ['classify'],
      foreach: 'series',
      if: { notSeriesType: ['localizer', 'secondary capture'] },
    },
    {
      id: 'measure',
      title: 'Measure mean intensity, and the volume above a threshold',
      uses: 'measure',
      needs: ['convert'],
      foreach: 'series',
      with: { threshold: 600 },
    },
    {
      id: 'qc',
      title: 'Quality control by a person',
      uses: 'human',
      needs: ['measure'],
      with: {
        title: 'Check the measured volumes',
        instructions:
          'Look at the series and at what was measured. Approve when the values are plausible; reject, with the reason, when an image is unusable.',
        roles: ['OWNER', 'REVIEWER', 'CURATOR'],
      },
    },
    { id: 'biomarkers', title: 'Write the values to the exam', uses: 'biomarkers', needs: ['qc'] },
    {
      id: 'notify',
      title: 'Tell the team',
      uses: 'notify',
      needs: ['biomarkers'],
      with: { text: 'The volumes of a new exam are ready.', roles: ['RESEARCHER', 'MANAGER'] },
    },
  ],
} as const;
