{{/* Names, labels and addresses. Where a component is meant the argument is (dict "root" $ "component" "api"). */}}

{{- define "todo-chatbot.name" -}}
{{- default .Chart.Name .Values.nameOverride | trunc 50 | trimSuffix "-" -}}
{{- end -}}

{{/* 50 characters leave room for the component and for what controllers append. */}}
{{- define "todo-chatbot.fullname" -}}
{{- if .Values.fullnameOverride -}}
{{- .Values.fullnameOverride | trunc 50 | trimSuffix "-" -}}
{{- else -}}
{{- $name := include "todo-chatbot.name" . -}}
{{- ternary .Release.Name (printf "%s-%s" .Release.Name $name) (contains $name .Release.Name) | trunc 50 | trimSuffix "-" -}}
{{- end -}}
{{- end -}}

{{- define "todo-chatbot.componentName" -}}
{{- printf "%s-%s" (include "todo-chatbot.fullname" .root) .component -}}
{{- end -}}

{{- define "todo-chatbot.configName" -}}
{{- printf "%s-config" (include "todo-chatbot.fullname" .) -}}
{{- end -}}

{{/* The full name with the final dot: no resolver tries a search path with it. */}}
{{- define "todo-chatbot.host" -}}
{{- printf "%s.%s.svc.%s." (include "todo-chatbot.componentName" .) .root.Release.Namespace .root.Values.clusterDomain -}}
{{- end -}}

{{- define "todo-chatbot.apiUrl" -}}
{{- printf "http://%s:%v" (include "todo-chatbot.host" (dict "root" . "component" "api")) .Values.api.service.port -}}
{{- end -}}

{{- define "todo-chatbot.webUrl" -}}
{{- printf "http://%s:%v" (include "todo-chatbot.host" (dict "root" . "component" "web")) .Values.web.service.port -}}
{{- end -}}

{{/* What never changes in a release's life: selectors are immutable, so neither version nor chart is in here. */}}
{{- define "todo-chatbot.selectorLabels" -}}
app.kubernetes.io/name: {{ include "todo-chatbot.name" .root }}
app.kubernetes.io/instance: {{ .root.Release.Name }}
app.kubernetes.io/component: {{ .component }}
{{- end -}}

{{- define "todo-chatbot.labels" -}}
{{ include "todo-chatbot.selectorLabels" . }}
app.kubernetes.io/part-of: {{ .root.Chart.Name }}
app.kubernetes.io/version: {{ .root.Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .root.Release.Service }}
helm.sh/chart: {{ printf "%s-%s" .root.Chart.Name .root.Chart.Version | replace "+" "_" }}
{{- with .root.Values.commonLabels }}
{{ toYaml . }}
{{- end }}
{{- end -}}

{{- define "todo-chatbot.metadata" -}}
name: {{ include "todo-chatbot.componentName" . }}
namespace: {{ .root.Release.Namespace }}
labels:
  {{- include "todo-chatbot.labels" . | nindent 2 }}
{{- end -}}

{{/* The ServiceAccount of the API or the web front end. */}}
{{- define "todo-chatbot.serviceAccountName" -}}
{{- $account := (index .root.Values .component).serviceAccount -}}
{{- default (ternary (include "todo-chatbot.componentName" .) "default" $account.create) $account.name -}}
{{- end -}}

{{- define "todo-chatbot.image" -}}
{{- $image := .image -}}
{{- if $image.digest -}}
{{- printf "%s@%s" $image.repository $image.digest -}}
{{- else -}}
{{- printf "%s:%s" $image.repository (default .root.Chart.AppVersion $image.tag) -}}
{{- end -}}
{{- end -}}
