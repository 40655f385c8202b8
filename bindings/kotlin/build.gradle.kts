plugins {
    id("com.android.library") version "8.13.2"
    id("org.jetbrains.kotlin.android") version "2.4.21"
}

android {
    namespace = "eu.griffie.core"
    compileSdk = 36
    defaultConfig { minSdk = 26 }
    compileOptions {
        sourceCompatibility = JavaVersion.VERSION_17
        targetCompatibility = JavaVersion.VERSION_17
    }
    sourceSets["main"].apply {
        manifest.srcFile("android/AndroidManifest.xml")
        kotlin.srcDirs("src/main/kotlin", "../generated/kotlin")
        // One folder for each ABI: arm64-v8a/libgriffie_ffi.so and so on.
        jniLibs.srcDirs("../../target/pack/android/jni")
    }
}

dependencies {
    implementation("net.java.dev.jna:jna:5.19.1@aar")
    api("org.jetbrains.kotlinx:kotlinx-coroutines-android:1.11.0")
}
