/**
 * What a Job and what it is made of may hold: names and types of fields, as the OpenAPI document of Kubernetes 1.31 publishes them
 * (https://github.com/kubernetes/kubernetes/tree/release-1.31/api/openapi-spec, Apache-2.0, the Kubernetes authors), written down in a form of
 * our own. `!`: it must be there. Definitions that our manifests don't use are named, and not written down.
 */
const definitions: Readonly<Record<string, string>> = {
  Job: 'apiVersion:string kind:string metadata:ObjectMeta spec:JobSpec status:JobStatus',
  ObjectMeta: `annotations:map(string) creationTimestamp:Time deletionGracePeriodSeconds:integer deletionTimestamp:Time
    finalizers:list(string) generateName:string generation:integer labels:map(string) managedFields:list(ManagedFieldsEntry)
    name:string namespace:string ownerReferences:list(OwnerReference) resourceVersion:string selfLink:string uid:string`,
  JobSpec: `activeDeadlineSeconds:integer backoffLimit:integer backoffLimitPerIndex:integer completionMode:string
    completions:integer managedBy:string manualSelector:boolean maxFailedIndexes:integer parallelism:integer
    podFailurePolicy:PodFailurePolicy podReplacementPolicy:string selector:LabelSelector successPolicy:SuccessPolicy
    suspend:boolean template!:PodTemplateSpec ttlSecondsAfterFinished:integer`,
  PodTemplateSpec: 'metadata:ObjectMeta spec:PodSpec',
  PodSpec: `activeDeadlineSeconds:integer affinity:Affinity automountServiceAccountToken:boolean containers!:list(Container)
    dnsConfig:PodDNSConfig dnsPolicy:string enableServiceLinks:boolean ephemeralContainers:list(EphemeralContainer)
    hostAliases:list(HostAlias) hostIPC:boolean hostNetwork:boolean hostPID:boolean hostUsers:boolean hostname:string
    imagePullSecrets:list(LocalObjectReference) initContainers:list(Container) nodeName:string nodeSelector:map(string) os:PodOS
    overhead:map(Quantity) preemptionPolicy:string priority:integer priorityClassName:string
    readinessGates:list(PodReadinessGate) resourceClaims:list(PodResourceClaim) restartPolicy:string runtimeClassName:string
    schedulerName:string schedulingGates:list(PodSchedulingGate) securityContext:PodSecurityContext serviceAccount:string
    serviceAccountName:string setHostnameAsFQDN:boolean shareProcessNamespace:boolean subdomain:string
    terminationGracePeriodSeconds:integer tolerations:list(Toleration)
    topologySpreadConstraints:list(TopologySpreadConstraint) volumes:list(Volume)`,
  PodSecurityContext: `appArmorProfile:AppArmorProfile fsGroup:integer fsGroupChangePolicy:string runAsGroup:integer
    runAsNonRoot:boolean runAsUser:integer seLinuxOptions:SELinuxOptions seccompProfile:SeccompProfile
    supplementalGroups:list(integer) supplementalGroupsPolicy:string sysctls:list(Sysctl)
    windowsOptions:WindowsSecurityContextOptions`,
  SeccompProfile: 'localhostProfile:string type!:string',
  Volume: `awsElasticBlockStore:AWSElasticBlockStoreVolumeSource azureDisk:AzureDiskVolumeSource
    azureFile:AzureFileVolumeSource cephfs:CephFSVolumeSource cinder:CinderVolumeSource configMap:ConfigMapVolumeSource
    csi:CSIVolumeSource downwardAPI:DownwardAPIVolumeSource emptyDir:EmptyDirVolumeSource ephemeral:EphemeralVolumeSource
    fc:FCVolumeSource flexVolume:FlexVolumeSource flocker:FlockerVolumeSource
    gcePersistentDisk:GCEPersistentDiskVolumeSource gitRepo:GitRepoVolumeSource glusterfs:GlusterfsVolumeSource
    hostPath:HostPathVolumeSource image:ImageVolumeSource iscsi:ISCSIVolumeSource name!:string nfs:NFSVolumeSource
    persistentVolumeClaim:PersistentVolumeClaimVolumeSource photonPersistentDisk:PhotonPersistentDiskVolumeSource
    portworxVolume:PortworxVolumeSource projected:ProjectedVolumeSource quobyte:QuobyteVolumeSource rbd:RBDVolumeSource
    scaleIO:ScaleIOVolumeSource secret:SecretVolumeSource storageos:StorageOSVolumeSource
    vsphereVolume:VsphereVirtualDiskVolumeSource`,
  PersistentVolumeClaimVolumeSource: 'claimName!:string readOnly:boolean',
  EmptyDirVolumeSource: 'medium:string sizeLimit:Quantity',
  Container: `args:list(string) command:list(string) env:list(EnvVar) envFrom:list(EnvFromSource) image:string
    imagePullPolicy:string lifecycle:Lifecycle livenessProbe:Probe name!:string ports:list(ContainerPort)
    readinessProbe:Probe resizePolicy:list(ContainerResizePolicy) resources:ResourceRequirements restartPolicy:string
    securityContext:SecurityContext startupProbe:Probe stdin:boolean stdinOnce:boolean terminationMessagePath:string
    terminationMessagePolicy:string tty:boolean volumeDevices:list(VolumeDevice) volumeMounts:list(VolumeMount)
    workingDir:string`,
  EnvVar: 'name!:string value:string valueFrom:EnvVarSource',
  ResourceRequirements: 'claims:list(ResourceClaim) limits:map(Quantity) requests:map(Quantity)',
  SecurityContext: `allowPrivilegeEscalation:boolean appArmorProfile:AppArmorProfile capabilities:Capabilities
    privileged:boolean procMount:string readOnlyRootFilesystem:boolean runAsGroup:integer runAsNonRoot:boolean
    runAsUser:integer seLinuxOptions:SELinuxOptions seccompProfile:SeccompProfile
    windowsOptions:WindowsSecurityContextOptions`,
  Capabilities: 'add:list(string) drop:list(string)',
  VolumeMount: `mountPath!:string mountPropagation:string name!:string readOnly:boolean recursiveReadOnly:string
    subPath:string subPathExpr:string`,
  DeleteOptions: `apiVersion:string dryRun:list(string) gracePeriodSeconds:integer kind:string orphanDependents:boolean
    preconditions:Preconditions propagationPolicy:string`,
};

const isOf: Readonly<Record<string, (value: unknown) => boolean>> = {
  string: (value) => typeof value === 'string',
  boolean: (value) => typeof value === 'boolean',
  integer: (value) => Number.isInteger(value),
  Time: (value) => typeof value === 'string' && /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/.test(value),
  Quantity: (value) =>
    Number.isInteger(value) ||
    (typeof value === 'string' && /^[+-]?(\d+|\d+\.\d*|\.\d+)(m|[kMGTPE]|[KMGTPE]i|[eE][+-]?\d+)?$/.test(value)),
};

/** What is wrong with a value of that type, each with its path; nothing: it is as the schema says. Fields that it doesn't know are wrong. */
export function problemsOf(type: string, value: unknown, path = ''): string[] {
  const [, wrapper, inner = ''] = /^(list|map)\((\w+)\)$/.exec(type) ?? [];
  if (wrapper === 'list')
    return Array.isArray(value)
      ? value.flatMap((one, index) => problemsOf(inner, one, `${path}[${String(index)}]`))
      : [`${path}: expected a list`];
  const isPlain = isOf[type];
  if (isPlain) return isPlain(value) ? [] : [`${path}: expected ${type}`];
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return [`${path}: expected an object`];
  if (wrapper === 'map')
    return Object.entries(value).flatMap(([name, one]) => problemsOf(inner, one, `${path}.${name}`));
  const definition = definitions[type];
  if (definition === undefined) return [`${path}: ${type} is not written down here`];
  const fields = new Map(
    definition.split(/\s+/).map((field) => {
      const [name = '', of = ''] = field.split(':');
      return [name.replace('!', ''), { of, isNeeded: name.endsWith('!') }];
    }),
  );
  return [
    ...Object.entries(value).flatMap(([name, one]) => {
      const field = fields.get(name);
      return field ? problemsOf(field.of, one, `${path}.${name}`) : [`${path}: unknown field ${name}`];
    }),
    ...[...fields].flatMap(([name, { isNeeded }]) =>
      isNeeded && !(name in value) ? [`${path}.${name}: missing`] : [],
    ),
  ];
}
