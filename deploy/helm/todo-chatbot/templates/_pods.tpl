{{/* What pods share: security, placing, probes. The argument is (dict "root" $ "component" "api"). */}}

{{/* Labels that pods carry beyond the selector's; the version is left out, for a new chart alone is no reason to restart. */}}
{{- define "todo-chatbot.podMetadata" -}}
{{- $own := index .root.Values .component -}}
labels:
  {{- include "todo-chatbot.selectorLabels" . | nindent 2 }}
  {{- with .root.Values.commonLabels }}
  {{- toYaml . | nindent 2 }}
  {{- end }}
  {{- with $own.podLabels }}
  {{- toYaml . | nindent 2 }}
  {{- end }}
{{- $annotations := mergeOverwrite (dict) (default (dict) .annotations) $own.podAnnotations }}
{{- with $annotations }}
annotations:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- end -}}

{{/* `restricted` Pod Security, for a user of the image's own choice that the platform may replace. */}}
{{- define "todo-chatbot.podSecurity" -}}
runAsNonRoot: true
{{- with .Values.security.runAsUser }}
runAsUser: {{ . | int64 }}
{{- end }}
{{- with .Values.security.runAsGroup }}
runAsGroup: {{ . | int64 }}
{{- end }}
seccompProfile: { type: RuntimeDefault }
{{- end -}}

{{- define "todo-chatbot.containerSecurity" -}}
allowPrivilegeEscalation: false
readOnlyRootFilesystem: true
capabilities: { drop: [ALL] }
{{- end -}}

{{- define "todo-chatbot.podBasics" -}}
{{- $own := index .root.Values .component -}}
{{- $leaving := add ($own.preStopSleepSeconds | default 0) ($own.drainSeconds | default 0) -}}
{{- if le (int $own.terminationGracePeriodSeconds) (int $leaving) -}}
{{- fail (printf "%s.terminationGracePeriodSeconds is %v, but preStopSleepSeconds and drainSeconds together take %v: the pod would be killed while it drains. Raise it above that." .component $own.terminationGracePeriodSeconds $leaving) -}}
{{- end -}}
automountServiceAccountToken: false
enableServiceLinks: false
terminationGracePeriodSeconds: {{ $own.terminationGracePeriodSeconds }}
{{- with .root.Values.imagePullSecrets }}
imagePullSecrets:
  {{- range . }}
  - name: {{ . }}
  {{- end }}
{{- end }}
{{- with $own.priorityClassName }}
priorityClassName: {{ . }}
{{- end }}
{{- with $own.nodeSelector }}
nodeSelector:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- with $own.tolerations }}
tolerations:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- with $own.affinity }}
affinity:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- with $own.topologySpread }}
topologySpreadConstraints:
  - maxSkew: {{ .maxSkew }}
    topologyKey: kubernetes.io/hostname
    whenUnsatisfiable: {{ .whenUnsatisfiable }}
    # Each revision is spread for itself: the old pods of a rollout do not count.
    matchLabelKeys: [pod-template-hash]
    labelSelector:
      matchLabels:
        {{- include "todo-chatbot.selectorLabels" $ | nindent 8 }}
{{- end }}
{{- end -}}

{{/* How a Deployment of the API or the web front end is rolled out: never fewer than wanted, one more at a time. */}}
{{- define "todo-chatbot.rollout" -}}
{{- $own := index .root.Values .component -}}
revisionHistoryLimit: 5
{{- if not $own.autoscaling.enabled }}
replicas: {{ $own.replicaCount }}
{{- end }}
minReadySeconds: {{ $own.minReadySeconds }}
progressDeadlineSeconds: {{ $own.progressDeadlineSeconds }}
strategy:
  type: RollingUpdate
  rollingUpdate: { maxUnavailable: 0, maxSurge: 1 }
selector:
  matchLabels:
    {{- include "todo-chatbot.selectorLabels" . | nindent 4 }}
{{- end -}}

{{/* Probes and the end of the API's or the web front end's container; port `http`. */}}
{{- define "todo-chatbot.lifeOfContainer" -}}
{{- $own := index .root.Values .component -}}
{{- with $own.probes.startup }}
startupProbe:
  exec:
    command:
      {{- include "todo-chatbot.node" (dict "root" $.root "file" "wait-for-answer.mjs") | nindent 6 }}
      - {{ sub .timeoutSeconds 3 | quote }}
      - http://127.0.0.1:{{ $own.port }}{{ .path }}
      {{- if ne .path $own.probes.readiness.path }}
      - http://127.0.0.1:{{ $own.port }}{{ $own.probes.readiness.path }}
      {{- end }}
  timeoutSeconds: {{ .timeoutSeconds }}
  periodSeconds: {{ .periodSeconds }}
  failureThreshold: {{ .failureThreshold }}
{{- end }}
{{- with $own.probes.readiness }}
readinessProbe:
  httpGet: { path: {{ .path | quote }}, port: http }
  timeoutSeconds: {{ .timeoutSeconds }}
  periodSeconds: {{ .periodSeconds }}
  failureThreshold: {{ .failureThreshold }}
{{- end }}
{{- with $own.probes.liveness }}
livenessProbe:
  httpGet: { path: {{ .path | quote }}, port: http }
  timeoutSeconds: {{ .timeoutSeconds }}
  periodSeconds: {{ .periodSeconds }}
  failureThreshold: {{ .failureThreshold }}
{{- end }}
{{- if gt (int $own.preStopSleepSeconds) 0 }}
lifecycle:
  preStop:
    sleep: { seconds: {{ $own.preStopSleepSeconds }} }
{{- end }}
{{- end -}}

{{/* Command that runs a file of files/ (without its opening comment) by the one program that both images hold. Arguments follow as list items. */}}
{{- define "todo-chatbot.node" -}}
- /usr/local/bin/node
- --input-type=module
- -e
- |
  {{- regexReplaceAll "(?s)^/\\*\\*.*?\\*/\\s*" (.root.Files.Get (printf "files/%s" .file)) "" | trim | nindent 2 }}
- --
{{- end -}}
