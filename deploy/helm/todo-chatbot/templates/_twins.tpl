{{/* Objects that the API and the web front end have alike. The argument is (dict "root" $ "component" "api"). */}}

{{- define "todo-chatbot.serviceAccount" -}}
{{- if (index .root.Values .component).serviceAccount.create }}
apiVersion: v1
kind: ServiceAccount
metadata:
  name: {{ include "todo-chatbot.serviceAccountName" $ }}
  namespace: {{ $.root.Release.Namespace }}
  labels:
    {{- include "todo-chatbot.labels" $ | nindent 4 }}
  {{- with (index .root.Values .component).serviceAccount.annotations }}
  annotations:
    {{- toYaml . | nindent 4 }}
  {{- end }}
automountServiceAccountToken: false
{{- end }}
{{- end -}}

{{- define "todo-chatbot.podDisruptionBudget" -}}
{{- with (index .root.Values .component) }}
{{- $replicas := ternary .autoscaling.minReplicas .replicaCount .autoscaling.enabled }}
{{- if and .podDisruptionBudget.enabled (gt (int $replicas) 1) }}
apiVersion: policy/v1
kind: PodDisruptionBudget
metadata:
  {{- include "todo-chatbot.metadata" $ | nindent 2 }}
spec:
  maxUnavailable: {{ .podDisruptionBudget.maxUnavailable }}
  # A pod that is not Ready anyway never blocks a drain.
  unhealthyPodEvictionPolicy: AlwaysAllow
  selector:
    matchLabels:
      {{- include "todo-chatbot.selectorLabels" $ | nindent 6 }}
{{- end }}
{{- end }}
{{- end -}}

{{- define "todo-chatbot.horizontalPodAutoscaler" -}}
{{- with (index .root.Values .component).autoscaling }}
{{- if and .enabled (not $.root.Values.autoscaling.suspend) }}
apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata:
  {{- include "todo-chatbot.metadata" $ | nindent 2 }}
spec:
  scaleTargetRef:
    apiVersion: apps/v1
    kind: Deployment
    name: {{ include "todo-chatbot.componentName" $ }}
  minReplicas: {{ .minReplicas }}
  maxReplicas: {{ .maxReplicas }}
  metrics:
    - type: Resource
      resource:
        name: cpu
        target: { type: Utilization, averageUtilization: {{ .targetCPUUtilizationPercentage }} }
  behavior:
    # Doubles at most every 15 s, and takes away one pod in 15 s.
    scaleUp:
      stabilizationWindowSeconds: {{ .scaleUpStabilizationSeconds }}
      selectPolicy: Max
      policies:
        - { type: Percent, value: 100, periodSeconds: 15 }
        - { type: Pods, value: 2, periodSeconds: 15 }
    scaleDown:
      stabilizationWindowSeconds: {{ .scaleDownStabilizationSeconds }}
      selectPolicy: Max
      policies:
        - { type: Pods, value: 1, periodSeconds: 15 }
{{- end }}
{{- end }}
{{- end -}}

{{- define "todo-chatbot.service" -}}
{{- with (index .root.Values .component).service }}
apiVersion: v1
kind: Service
metadata:
  {{- include "todo-chatbot.metadata" $ | nindent 2 }}
  {{- with .annotations }}
  annotations:
    {{- toYaml . | nindent 4 }}
  {{- end }}
spec:
  type: {{ .type }}
  selector:
    {{- include "todo-chatbot.selectorLabels" $ | nindent 4 }}
  ports:
    - name: http
      port: {{ .port }}
      targetPort: http
      protocol: TCP
      {{- if and (ne .type "ClusterIP") .nodePort }}
      nodePort: {{ .nodePort }}
      {{- end }}
{{- end }}
{{- end -}}
