{{/* The ConfigMap's data, apart from its labels, so that the checksum changes only when a setting does. */}}
{{- define "todo-chatbot.configData" -}}
{{- $own := dict
      "NODE_ENV" .Values.config.nodeEnv
      "BACKEND_URL" (include "todo-chatbot.apiUrl" .)
      "BACKEND_PORT" (.Values.api.port | toString)
      "FRONTEND_PORT" (.Values.web.port | toString) -}}
{{- toYaml (mergeOverwrite (include "todo-chatbot.apiSettings" . | fromYaml) .Values.config.extra $own) -}}
{{- end -}}

{{/* What values say in their words, in the API's; `config.extra` wins over it. */}}
{{- define "todo-chatbot.apiSettings" -}}
LOG_LEVEL: {{ .Values.api.logLevel | quote }}
BODY_LIMIT_BYTES: {{ .Values.api.bodyLimitBytes | int | quote }}
DATABASE_POOL_MAX: {{ .Values.database.maxConnections | int | quote }}
DATABASE_CONNECT_TIMEOUT_MS: {{ mul .Values.database.connectTimeoutSeconds 1000 | quote }}
DATABASE_QUERY_TIMEOUT_MS: {{ mul .Values.database.queryTimeoutSeconds 1000 | quote }}
AUTH: {{ ternary "on" "off" .Values.auth.required | quote }}
SIGN_IN_ATTEMPTS: {{ .Values.auth.signInAttempts | int | quote }}
RATE_LIMIT_PER_MINUTE: {{ .Values.auth.requestsPerMinute | int | quote }}
TRUSTED_PROXIES: {{ .Values.auth.trustedProxies | int | quote }}
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
