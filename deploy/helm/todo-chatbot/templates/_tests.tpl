{{/* One helm test pod: (dict "root" $ "name" "web-answers" "url" … "status" 200 "text" …), run by the API image's node. */}}
{{- define "todo-chatbot.testPod" -}}
{{- $this := dict "root" .root "component" "test" -}}
apiVersion: v1
kind: Pod
metadata:
  name: {{ include "todo-chatbot.fullname" .root }}-test-{{ .name }}
  namespace: {{ .root.Release.Namespace }}
  labels:
    {{- include "todo-chatbot.labels" $this | nindent 4 }}
  annotations:
    helm.sh/hook: test
    # A test that passed leaves nothing; one that failed stays for its log, until the next run.
    helm.sh/hook-delete-policy: before-hook-creation,hook-succeeded
spec:
  restartPolicy: Never
  automountServiceAccountToken: false
  enableServiceLinks: false
  activeDeadlineSeconds: 60
  {{- with .root.Values.imagePullSecrets }}
  imagePullSecrets:
    {{- range . }}
    - name: {{ . }}
    {{- end }}
  {{- end }}
  securityContext:
    {{- include "todo-chatbot.podSecurity" .root | nindent 4 }}
  {{- with .root.Values.api.nodeSelector }}
  nodeSelector:
    {{- toYaml . | nindent 4 }}
  {{- end }}
  {{- with .root.Values.api.tolerations }}
  tolerations:
    {{- toYaml . | nindent 4 }}
  {{- end }}
  containers:
    - name: test
      image: {{ include "todo-chatbot.image" (dict "root" .root "image" .root.Values.api.image) }}
      imagePullPolicy: {{ .root.Values.api.image.pullPolicy }}
      command:
        {{- include "todo-chatbot.node" (dict "root" .root "file" "expect-answer.mjs") | nindent 8 }}
        - {{ .url }}
        - {{ .status | quote }}
        {{- with .text }}
        - {{ . | quote }}
        {{- end }}
      resources:
        requests: { cpu: 50m, memory: 64Mi }
        limits: { cpu: 500m, memory: 128Mi }
      securityContext:
        {{- include "todo-chatbot.containerSecurity" .root | nindent 8 }}
{{- end -}}
