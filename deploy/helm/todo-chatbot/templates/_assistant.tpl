{{/* Parts about the assistant and MCP: environment of the API's container, and the way to a hosted model. */}}

{{/* Given to the API alone: neither the migration nor the web front end has a use for it. The key comes from a Secret. */}}
{{- define "todo-chatbot.assistantEnv" -}}
{{- $name := printf "%s-api" (include "todo-chatbot.fullname" .) -}}
{{- $own := list $name (printf "%s.%s.svc.%s" $name .Release.Namespace .Values.clusterDomain) -}}
- { name: MCP_ALLOWED_HOSTS, value: {{ concat $own .Values.mcp.allowedHosts | join "," | quote }} }
{{- with .Values.mcp.allowedOrigins }}
- { name: MCP_ALLOWED_ORIGINS, value: {{ join "," . | quote }} }
{{- end }}
{{- with .Values.assistant }}
- { name: ASSISTANT_PROVIDER, value: {{ .provider }} }
{{- if ne .provider "built-in" }}
- { name: ASSISTANT_MODEL, value: {{ required "assistant.model must name the model of assistant.provider" .model | quote }} }
- { name: ASSISTANT_TIMEOUT_MS, value: "{{ .timeoutSeconds }}000" }
{{- with .baseUrl }}
- { name: ASSISTANT_BASE_URL, value: {{ . | quote }} }
{{- end }}
{{- with .existingSecret }}
- name: ASSISTANT_API_KEY
  valueFrom:
    secretKeyRef: { name: {{ . }}, key: {{ $.Values.assistant.apiKeyKey }} }
{{- end }}
{{- end }}
{{- end }}
{{- end -}}

{{/* A hosted model lies outside, at addresses that change: its ports are open to anywhere, and none for the built-in one. */}}
{{- define "todo-chatbot.assistantEgress" -}}
{{- if ne .Values.assistant.provider "built-in" -}}
- ports:
    {{- range .Values.assistant.egressPorts }}
    - { port: {{ . }}, protocol: TCP }
    {{- end }}
{{- end -}}
{{- end -}}
