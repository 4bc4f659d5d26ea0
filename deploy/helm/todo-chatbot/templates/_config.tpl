{{/* The ConfigMap's data, apart from its labels, so that the checksum changes only when a setting does. */}}
{{- define "todo-chatbot.configData" -}}
{{- $own := dict
      "NODE_ENV" .Values.config.nodeEnv
      "BACKEND_URL" (include "todo-chatbot.apiUrl" .)
      "BACKEND_PORT" (.Values.api.port | toString)
      "FRONTEND_PORT" (.Values.web.port | toString) -}}
{{- toYaml (mergeOverwrite (deepCopy .Values.config.extra) $own) -}}
{{- end -}}

{{- define "todo-chatbot.configChecksum" -}}
{{- include "todo-chatbot.configData" . | sha256sum -}}
{{- end -}}

{{/*
A new Secret restarts the pods at the next upgrade. The sum is over the Secret's uid too, which only those who may read
the Secret know: it gives nobody a password to guess at. Without a cluster (`helm template`) there is nothing to look up.
*/}}
{{- define "todo-chatbot.secretChecksum" -}}
{{- $secret := lookup "v1" "Secret" .Release.Namespace .Values.database.existingSecret -}}
{{- if $secret -}}
{{- printf "%s %s" $secret.metadata.uid (toJson $secret.data) | sha256sum -}}
{{- else -}}
not-looked-up
{{- end -}}
{{- end -}}
