{{/* Parts about traces: environment of the API's container, and the way to their receiver. */}}

{{/* Headers may hold a key: they come from a Secret. */}}
{{- define "todo-chatbot.tracingEnv" -}}
{{- with .Values.tracing }}
{{- if .endpoint }}
- { name: OTEL_EXPORTER_OTLP_ENDPOINT, value: {{ .endpoint | quote }} }
{{- with .existingSecret }}
- name: OTEL_EXPORTER_OTLP_HEADERS
  valueFrom:
    secretKeyRef: { name: {{ . }}, key: {{ $.Values.tracing.headersKey }} }
{{- end }}
{{- end }}
{{- end }}
{{- end -}}

{{- define "todo-chatbot.tracingEgress" -}}
{{- if .Values.tracing.endpoint -}}
- ports:
    {{- range .Values.tracing.egressPorts }}
    - { port: {{ . }}, protocol: TCP }
    {{- end }}
{{- end -}}
{{- end -}}
